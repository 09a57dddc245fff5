import { time } from "./text/vi";

const ZONE = "Asia/Ho_Chi_Minh";
const DAY_MS = 86_400_000;

const dayFormat = new Intl.DateTimeFormat("vi-VN", {
  timeZone: ZONE,
  day: "2-digit",
  month: "2-digit",
  year: "numeric",
});
const clockFormat = new Intl.DateTimeFormat("vi-VN", {
  timeZone: ZONE,
  hour: "2-digit",
  minute: "2-digit",
  hour12: false,
});

/** "2026-11-24" or an instant → "24/11/2026"; nothing → "". */
export function day(value: string | null | undefined): string {
  if (!value) return "";
  const plain = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (plain) return `${plain[3]}/${plain[2]}/${plain[1]}`;
  const instant = new Date(value);
  return Number.isNaN(instant.getTime()) ? value : dayFormat.format(instant);
}

export function clock(value: string | Date): string {
  return clockFormat.format(typeof value === "string" ? new Date(value) : value);
}

export function moment(value: string): string {
  return `${clock(value)} ${day(value)}`;
}

/** A birth date as precise as it is known: "2008", "03/2008" or "24/03/2008". */
export function birth(value: string | null, precision: "day" | "month" | "year" = "day"): string {
  const text = day(value);
  if (precision === "year") return text.slice(6);
  return precision === "month" ? text.slice(3) : text;
}

/** "3 giờ trước" up to seven days, then the date. */
export function ago(value: string, now = Date.now()): string {
  const minutes = Math.floor((now - new Date(value).getTime()) / 60_000);
  if (minutes < 1) return time.justNow;
  if (minutes < 60) return time.minutes(minutes);
  if (minutes < 24 * 60) return time.hours(Math.floor(minutes / 60));
  return minutes <= 7 * 24 * 60 ? time.days(Math.floor(minutes / 1440)) : day(value);
}

interface Deadline {
  text: string;
  tone: "late" | "soon" | "calm";
  /** So far away that it reads as a date. */
  isDate?: boolean;
}

/** How a due instant reads today: "Trễ 4 ngày", "Hạn hôm nay", "Còn 2 ngày". */
export function deadline(due: string | null | undefined, now = Date.now()): Deadline | null {
  if (!due) return null;
  const days = dayNumber(new Date(due).getTime()) - dayNumber(now);
  if (new Date(due).getTime() < now) return { text: days === 0 ? time.dueToday : time.late(-days), tone: "late" };
  if (days === 0) return { text: time.dueToday, tone: "soon" };
  return days <= 14
    ? { text: time.left(days), tone: days <= 3 ? "soon" : "calm" }
    : { text: time.due(day(due)), tone: "calm", isDate: true };
}

/** Days since 1970 in Vietnam (UTC+7, no summer time). */
export function dayNumber(instant: number): number {
  return Math.floor((instant + 7 * 3_600_000) / DAY_MS);
}

/** The date in Vietnam. */
export const today = (now = Date.now()) => new Date(dayNumber(now) * DAY_MS).toISOString().slice(0, 10);

/** What a person types as a day → ISO; text that is no day stays as typed, for the server to answer. */
export function dayToIso(typed: string): string {
  const text = typed.trim();
  const match = /^(\d{1,2})[/.\-\s](\d{1,2})[/.\-\s](\d{4})$/.exec(text) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(text);
  return match ? `${match[3]}-${match[2]!.padStart(2, "0")}-${match[1]!.padStart(2, "0")}` : text;
}

/** What a person types as a month → its first day; text that is none stays as typed, for the server to answer. */
export function monthToIso(typed: string): string {
  const match = /^(\d{1,2})[/.\-\s](\d{4})$/.exec(typed.trim()) ?? /^(\d{2})(\d{4})$/.exec(typed.trim());
  return match ? `${match[2]}-${match[1]!.padStart(2, "0")}-01` : dayToIso(typed);
}

export function count(value: number | null | undefined): string {
  return value === null || value === undefined ? "" : value.toLocaleString("vi-VN");
}

/** "Nguyễn Văn An" → "A": the given name is the last word. */
export function initial(fullName: string): string {
  return [...(fullName.trim().split(/\s+/).at(-1) ?? "")][0]?.toLocaleUpperCase("vi") ?? "";
}

export function givenName(fullName: string): string {
  return fullName.trim().split(/\s+/).at(-1) ?? fullName;
}

export function capital(text: string): string {
  return text ? text[0]!.toLocaleUpperCase("vi") + text.slice(1) : text;
}
