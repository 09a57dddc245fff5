import { useLocation } from "preact-iso";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { Dialog } from "../../components/dialog";
import { placeName } from "../../components/parts";
import { birth, count } from "../../format";
import { get, Problem, withQuery } from "../../http/client";
import type { CaseItem, DocumentItem, MemberItem, Page, ProcessItem, UnitItem } from "../../http/types";
import { theme } from "../../resources/preferences";
import { allPlaces } from "../../places";
import { slugOf } from "../../resources/slug";
import { useResource } from "../../resources/resource";
import { isOfficer } from "../../resources/session";
import { common, palette as text } from "../../text/vi";

interface Hit {
  key: string;
  title: string;
  detail: string;
  href?: string;
  run?: () => void;
}

interface Section {
  title: string;
  hits: Hit[];
  all?: { href: string; total: string };
}

/** Where each section is asked, how a row reads and where the whole list is. */
const SOURCES = [
  {
    title: text.members,
    path: "/members",
    all: "/doan-vien",
    read: (item: MemberItem): Hit => ({
      key: item.id,
      title: item.full_name,
      detail: [birth(item.born_on, item.born_precision), placeName(item.unit)].filter(Boolean).join(" · "),
      href: `/doan-vien/${item.id}/so`,
    }),
  },
  {
    title: text.units,
    path: "/units",
    all: "/cay-don-vi",
    read: (item: UnitItem): Hit => ({
      key: item.id,
      title: item.name,
      detail: item.parent_name ?? "",
      href: `/don-vi/${item.id}/tong-quan`,
    }),
  },
  {
    title: text.cases,
    path: "/cases",
    all: "/ho-so",
    read: (item: CaseItem): Hit => ({
      key: item.id,
      title: item.title,
      detail: `${item.number} · ${item.state_title}`,
      href: `/ho-so/${item.id}`,
    }),
  },
  {
    title: text.documents,
    path: "/documents",
    all: "/van-ban",
    read: (item: DocumentItem): Hit => ({
      key: item.id,
      title: item.number,
      detail: item.title,
      href: `/van-ban/${item.id}`,
    }),
  },
];

interface Found {
  sections: Section[];
  /** Where nothing could be looked for and why, in a sentence: that is not the same as finding nothing. */
  failed: string;
}

const NOTHING: Found = { sections: [], failed: "" };

export async function ask(q: string, signal: AbortSignal): Promise<Found> {
  const answers = await Promise.allSettled(
    SOURCES.map((source) => get<Page<never>>(source.path, { q, limit: 5 }, signal)),
  );
  const sections = answers.flatMap((answer, index) => {
    const source = SOURCES[index]!;
    if (answer.status === "rejected" || answer.value.data.items.length === 0) return [];
    const { items, next, total } = answer.value.data;
    const all = next ? { all: { href: withQuery(source.all, { q }), total: total ? count(total) : "" } } : {};
    return [
      {
        title: source.title,
        hits: items.map((item) => source.read(item)),
        ...all,
        isExact: items.some((item) => isExactly(item, q)),
      },
    ];
  });
  const failed = answers.flatMap((answer, index) =>
    answer.status === "rejected" && answer.reason instanceof Problem
      ? [{ title: SOURCES[index]!.title, problem: answer.reason }]
      : [],
  );
  const why = failed[0]?.problem.isOffline ? common.notSearchedOffline : (failed[0]?.problem.message ?? "");
  return {
    sections: sections.sort((a, b) => Number(b.isExact) - Number(a.isExact)),
    failed: failed.length ? text.failed(failed.map((part) => part.title).join(", "), why) : "",
  };
}

/** It is called, or numbered, just as was typed. */
const isExactly = (item: { name?: string; code?: string | null; number?: string }, q: string) =>
  [item.name, item.code, item.number].some((known) => known && folded(known) === folded(q.trim()));

export const folded = (value: string) =>
  value
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[\u0111\u0110]/g, "d")
    .toLowerCase();

function useCommands(q: string): Section[] {
  const processes = useResource<{ items: ProcessItem[] }>(isOfficer.value ? "/processes" : null);
  const commands: Hit[] = [
    ...allPlaces().map((place) => ({ key: place.href, title: place.label, detail: "", href: place.href })),
    ...(processes.data?.items ?? [])
      .filter((item) => item.may_open !== false)
      .map((item) => ({
        key: item.code,
        title: text.openCase(item.title),
        detail: "",
        href: `/ho-so/moi/${slugOf(item.title)}`,
      })),
    { key: "dark", title: text.dark, detail: "", run: () => (theme.value = "dark") },
    { key: "light", title: text.light, detail: "", run: () => (theme.value = "light") },
  ];
  const words = folded(q).split(/\s+/).filter(Boolean);
  const hits = commands
    .filter((command) => words.every((word) => folded(command.title).includes(word)))
    .slice(0, q ? 5 : 8);
  return hits.length ? [{ title: text.commands, hits }] : [];
}

function useHits(q: string): Found & { busy: boolean } {
  const [found, setFound] = useState<Found>(NOTHING);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    if (q.trim().length < 2) return setFound(NOTHING);
    const abort = new AbortController();
    setBusy(true);
    const timer = setTimeout(() => {
      ask(q.trim(), abort.signal)
        .then((now) => !abort.signal.aborted && (setFound(now), setBusy(false)))
        .catch((error: unknown) => error instanceof Problem && setBusy(false));
    }, 200);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [q]);
  return { ...found, busy };
}

interface HitsProps {
  sections: Section[];
  busy: boolean;
  /** The place of the marked one, counted through all sections. */
  active: number;
  onActive: (place: number) => void;
  onChoose: (hit: Hit) => void;
}

/** What was found, section by section; the marked one is kept in sight. */
function Hits({ sections, busy, active, onActive, onChoose }: HitsProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }, [active]);
  const before = (section: number) => sections.slice(0, section).reduce((sum, { hits }) => sum + hits.length, 0);
  return (
    <div ref={list} id="palette-hits" role="listbox" aria-label={text.title} class="palette" aria-busy={busy}>
      {sections.map((section, number) => (
        <div key={section.title} role="group" aria-label={section.title}>
          <p class="palette-title" aria-hidden="true">
            {section.title}
          </p>
          {section.hits.map((hit, index) => {
            const at = before(number) + index;
            return (
              <div
                key={hit.key}
                id={`hit-${at}`}
                role="option"
                aria-selected={at === active}
                class="palette-hit"
                onClick={() => onChoose(hit)}
                onMouseMove={() => onActive(at)}
              >
                <span>{hit.title}</span>
                {hit.detail && <span class="caption">{hit.detail}</span>}
              </div>
            );
          })}
        </div>
      ))}
    </div>
  );
}

export default function Palette({ onClose }: { onClose: () => void }) {
  const { route } = useLocation();
  const [q, setQ] = useState("");
  const [active, setActive] = useState(0);
  const found = useHits(q);
  const commands = useCommands(q);
  const sections = useMemo(() => [...found.sections, ...commands], [found.sections, commands]);
  const hits = sections.flatMap((section) => section.hits);

  const choose = (hit: Hit | undefined) => {
    if (!hit) return;
    onClose();
    if (hit.href) route(hit.href);
    else hit.run?.();
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown") setActive(Math.min(active + 1, hits.length - 1));
    else if (event.key === "ArrowUp") setActive(Math.max(active - 1, 0));
    else if (event.key === "Enter") choose(hits[active]);
    else return;
    event.preventDefault();
  };

  return (
    <Dialog title={text.title} onClose={onClose} wide>
      <input
        class="input"
        role="combobox"
        autofocus
        aria-label={text.label}
        aria-expanded={hits.length > 0}
        aria-controls="palette-hits"
        aria-activedescendant={hits[active] ? `hit-${active}` : undefined}
        autocomplete="off"
        placeholder={text.placeholder}
        value={q}
        onInput={(event) => {
          setQ(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={onKey}
      />
      <Hits sections={sections} busy={found.busy} active={active} onActive={setActive} onChoose={choose} />
      {found.failed && (
        <p role="alert" class="box box-red">
          {found.failed}
        </p>
      )}
      <p role="status" class={hits.length === 0 && !found.busy ? "muted" : "sr-only"}>
        {hits.length > 0 ? common.results(hits.length) : found.busy || found.failed ? "" : text.empty}
      </p>
      <p class="buttons">
        {sections.map(
          (section) =>
            section.all && (
              <a key={section.title} href={section.all.href} onClick={onClose}>
                {section.title}: {text.seeAll(section.all.total)}
              </a>
            ),
        )}
      </p>
    </Dialog>
  );
}
