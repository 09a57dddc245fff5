import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { deadline, initial } from "../format";
import type { Refusal, UnitRef } from "../http/types";
import { common, nav } from "../text/vi";
import { units } from "../text/vi-units";

export function Avatar({
  name,
  large = false,
  photoOf,
}: {
  name: string;
  large?: boolean;
  photoOf?: string | null | undefined;
}) {
  if (photoOf)
    return <img class={large ? "avatar avatar-large" : "avatar"} src={`/api/v1/members/${photoOf}/photo`} alt="" />;
  return (
    <span class={large ? "avatar avatar-large" : "avatar"} aria-hidden="true">
      {initial(name)}
    </span>
  );
}

export type Tone = "plain" | "blue" | "gold" | "green" | "red";

export function Chip({ tone = "plain", children }: { tone?: Tone; children: ComponentChildren }) {
  return <span class={`chip chip-${tone}`}>{children}</span>;
}

/** beside: the date stands beside it already, so that a far one is not said twice. */
export function DueChip({ at, beside = false }: { at: string | null | undefined; beside?: boolean }) {
  const due = deadline(at);
  if (!due || (beside && due.isDate)) return null;
  return <Chip tone={due.tone === "late" ? "red" : due.tone === "soon" ? "gold" : "plain"}>{due.text}</Chip>;
}

/** The way up the unit tree. Phones see the parent alone; the rest opens as a list. */
export function Breadcrumb({ path }: { path: UnitRef[] }) {
  if (path.length === 0) return null;
  const parent = path.at(-1)!;
  return (
    <nav class="crumbs" aria-label={nav.path}>
      <ol class="crumbs-all">
        {path.map((unit) => (
          <li key={unit.id}>
            <a href={unitUrl(unit.id)}>{unit.name}</a>
          </li>
        ))}
      </ol>
      <details class="crumbs-short">
        <summary aria-label={units.pathMenu}>…</summary>
        <ol>
          {path.map((unit) => (
            <li key={unit.id}>
              <a href={unitUrl(unit.id)}>{unit.name}</a>
            </li>
          ))}
        </ol>
      </details>
      <a class="crumbs-parent" href={unitUrl(parent.id)}>
        {parent.name}
      </a>
    </nav>
  );
}

/** A unit by name; with the one above it where others are called alike. */
export const placeName = (unit: UnitRef | null | undefined) =>
  [unit?.name, unit?.parent_name].filter(Boolean).join(", ");

export const unitUrl = (id: string, tab = "tong-quan") => `/don-vi/${id}/${tab}`;

export function Warnings({ title, items }: { title: string; items: Refusal[] | undefined }) {
  if (!items?.length) return null;
  return (
    <section class="box box-gold">
      <h2>{title}</h2>
      <ul class="refusals">
        {items.map((warning) => (
          <li key={warning.text}>
            {warning.text}
            {warning.mend && <span class="mend">{warning.mend}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What follows from an act, as the server counts it. */
export function Consequences({ lines }: { lines: string[] | undefined }) {
  if (!lines?.length) return null;
  return (
    <div class="box">
      <h3>{common.consequences}</h3>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}

/** Pairs of name and value. */
export function Facts({ items, wide = false }: { items: [string, ComponentChildren][]; wide?: boolean }) {
  const told = items.filter(([, value]) => value !== null && value !== undefined && value !== "");
  return (
    <dl class={wide ? "facts facts-wide" : "facts"}>
      {told.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

interface TabLink {
  href: string;
  title: string;
  current: boolean;
  count?: number | null;
}

/** More tabs than the window is wide scroll by themselves; the present one is always in sight. */
export function Tabs({ label, items }: { label: string; items: TabLink[] }) {
  const strip = useRef<HTMLElement>(null);
  const current = items.find((tab) => tab.current)?.href;
  useEffect(() => {
    const tab = strip.current?.querySelector<HTMLElement>("[aria-current]");
    if (strip.current && tab)
      strip.current.scrollLeft = tab.offsetLeft - (strip.current.clientWidth - tab.offsetWidth) / 2;
  }, [current, items.length]);
  return (
    <nav class="tabs" aria-label={label} ref={strip}>
      <ul>
        {items.map((tab) => (
          <li key={tab.href}>
            <a href={tab.href} aria-current={tab.current ? "page" : undefined}>
              {tab.title}
              {tab.count ? <span class="tab-count">{tab.count.toLocaleString("vi-VN")}</span> : null}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

export function Progress({ label, done, total }: { label: string; done: number; total: number | null }) {
  return (
    <div class="progress">
      <progress aria-label={label} {...(total ? { value: Math.min(done, total), max: total } : {})} />
    </div>
  );
}
