import { dayToIso, monthToIso } from "../format";
import { fields as text } from "../text/vi";
import type { SchemaField } from "./schema";

/** Whether a calendar has the day, an ISO day. */
function isInCalendar(iso: string): boolean {
  const at = new Date(`${iso}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(iso) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(iso);
}

/** Why what stands in a field of days or months is none of a calendar, or null where it is one or nothing. */
export function findMisreadDay({ widget }: SchemaField, value: unknown): string | null {
  if (value === undefined || value === null || value === "") return null;
  const typed = String(value);
  if (widget === "day") return isInCalendar(dayToIso(typed)) ? null : text.noSuchDay(typed);
  if (widget === "month") return isInCalendar(monthToIso(typed)) ? null : text.noSuchMonth(typed);
  return null;
}
