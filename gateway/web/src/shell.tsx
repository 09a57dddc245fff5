import type { ComponentChildren } from "preact";
import { useLocation } from "preact-iso";
import { useEffect, useState } from "preact/hooks";
import { ArrowRightLeft, Building2, ChartColumn, Coins, CreditCard, Ellipsis, Files, FileText, Flag, FolderOpen, Gauge, GraduationCap, House, Inbox, ListChecks, ListTodo, KeyRound, type LucideIcon, Network, NotebookTabs, Scale, Search, Settings, UserRound, Users } from "lucide-preact";
import { Avatar } from "./components/parts";
import { Emblem } from "./components/drawings";
import { Notices } from "./components/notices";
import { clock } from "./format";
import { inboxCount, useInbox } from "./resources/inbox";
import { lastRead } from "./resources/resource";
import { acting, actAs, isOfficer, me, positionName, positions } from "./resources/session";
import { waiting } from "./resources/waiting";
import { hasNewVersion, isOnline } from "./resources/shell-cache";
import { app, nav, palette, queue, secondFactor } from "./text/vi";
import { Lazy } from "./components/lazy";

interface Place {
  href: string;
  label: string;
  icon: LucideIcon;
  /** In the bar of a phone; the others are under "Thêm". */
  inBar: boolean;
  /** Under which heading it stands there. */
  group?: keyof typeof nav.groups;
  counts?: boolean;
}

const KEYS: Place = { href: "/quan-tri/khoa-tin-cay", label: nav.keys, icon: KeyRound, inBar: false, group: "system" };

/** Where this person can go, in the order of the bar and the rail. A member without a position sees no officer's menu. */
export function placesOf(): Place[] {
  if (!isOfficer.value) {
    return [
      { href: "/", label: nav.home, icon: House, inBar: true, counts: true },
      { href: "/the", label: nav.card, icon: CreditCard, inBar: true },
      { href: "/ho-so", label: nav.cases, icon: FolderOpen, inBar: true },
      { href: "/doan-phi", label: nav.fees, icon: Coins, inBar: true },
      { href: "/toi", label: nav.me, icon: UserRound, inBar: true },
    ];
  }
  const unit = acting.value?.unit;
  const isChapter = unit?.level === "CHAPTER" || acting.value?.role === "CHAPTER_OFFICER";
  return [
    { href: "/viec", label: nav.work, icon: Inbox, inBar: true, counts: true },
    { href: `/don-vi/${unit?.id}/tong-quan`, label: isChapter ? nav.chapter : nav.unit, icon: Building2, inBar: true },
    { href: "/ho-so", label: nav.cases, icon: FolderOpen, inBar: true },
    { href: "/doan-vien", label: nav.members, icon: Users, inBar: true },
    { href: `/doan-phi/${unit?.id}`, label: nav.fees, icon: Coins, inBar: false, group: "work" },
    { href: "/cay-don-vi", label: nav.tree, icon: Network, inBar: false, group: "books" },
    { href: "/duyet", label: nav.decide, icon: ListChecks, inBar: false, group: "work" },
    { href: "/chuyen-sinh-hoat", label: nav.transfers, icon: ArrowRightLeft, inBar: false, group: "work" },
    { href: "/truong-thanh", label: nav.maturation, icon: GraduationCap, inBar: false, group: "work" },
    { href: "/dot", label: nav.campaigns, icon: Flag, inBar: false, group: "work" },
    { href: "/tien-do", label: nav.progress, icon: Gauge, inBar: false, group: "work" },
    { href: "/trung-lap", label: nav.duplicates, icon: Files, inBar: false, group: "books" },
    { href: "/van-ban", label: nav.documents, icon: FileText, inBar: false, group: "books" },
    { href: "/bao-cao", label: nav.reports, icon: ChartColumn, inBar: false, group: "books" },
    { href: "/so-sach", label: nav.registers, icon: NotebookTabs, inBar: false, group: "books" },
    { href: "/tac-vu", label: nav.jobs, icon: ListTodo, inBar: false, group: "system" },
    { href: "/quan-tri/quy-dinh", label: nav.rules, icon: Scale, inBar: false, group: "system" },
    ...(acting.value?.role === "PROVINCE_OFFICER" || acting.value?.role === "SYSADMIN" ? [KEYS] : []),
    { href: "/cai-dat", label: nav.settings, icon: Settings, inBar: false, group: "system" },
  ];
}

export function Shell({ children }: { children: ComponentChildren }) {
  const [searching, setSearching] = useState(false);
  useSearchKeys(() => setSearching(true));
  return (
    <div class="shell">
      <a class="skip" href="#noi-dung" onClick={toContent}>
        {app.skip}
      </a>
      <Rail />
      <header class="top">
        <a class="top-brand" href="/" aria-label={app.name}>
          <Emblem size={28} />
        </a>
        <button type="button" class="search-button" onClick={() => setSearching(true)}>
          <Search size={20} aria-hidden="true" />
          <span>{palette.title}</span>
          <kbd aria-hidden="true" class="keys">Ctrl K</kbd>
        </button>
        <ActingMenu />
        <a class="top-me" href="/toi" aria-label={`${nav.account}: ${me.value?.person.full_name}`}>
          <Avatar name={me.value?.person.full_name ?? ""} />
        </a>
      </header>
      <Banners />
      <main id="noi-dung" tabIndex={-1}>
        {children}
      </main>
      <Notices />
      {searching && <Lazy load={() => import("./screens/palette")} props={{ onClose: () => setSearching(false) }} />}
    </div>
  );
}

function toContent(event: MouseEvent): void {
  event.preventDefault();
  document.getElementById("noi-dung")?.focus();
}

function useSearchKeys(open: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      const isTyping = target.matches("input, textarea, select, [contenteditable]") || !!target.closest("dialog");
      const isPalette = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
      if (!isPalette && (event.key !== "/" || isTyping)) return;
      event.preventDefault();
      open();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
}

function Rail() {
  const { path } = useLocation();
  const waiting = inboxCount(useInbox().data);
  const places = placesOf();
  const isIn = (href: string) => (href === "/" ? path === "/" : path === href || path.startsWith(`${href.split("/").slice(0, 3).join("/")}/`));
  const hasMore = places.some((place) => !place.inBar);
  return (
    <nav class="rail" aria-label={nav.label}>
      <a class="rail-brand" href="/">
        <Emblem size={32} />
        <span>{app.name}</span>
      </a>
      <ul>
        {places.map((place) => {
          const count = place.counts ? waiting : 0;
          return (
            <li key={place.href} class={place.inBar ? "in-bar" : "off-bar"}>
              <a href={place.href} aria-current={isIn(place.href) ? "page" : undefined}>
                <place.icon size={22} aria-hidden="true" />
                <span>{place.label}</span>
                {count > 0 && (
                  <>
                    <span class="badge" aria-hidden="true">
                      {count > 99 ? "99+" : count}
                    </span>
                    <span class="sr-only">{nav.waiting(count)}</span>
                  </>
                )}
              </a>
            </li>
          );
        })}
        {hasMore && (
          <li class="bar-only">
            <a href="/them" aria-current={path === "/them" ? "page" : undefined}>
              <Ellipsis size={22} aria-hidden="true" />
              <span>{nav.more}</span>
            </a>
          </li>
        )}
      </ul>
    </nav>
  );
}

/** The position that this tab works under. One alone is told; several can be chosen from. */
function ActingMenu() {
  const held = positions.value;
  const current = acting.value;
  if (!current) return <span class="top-space" />;
  if (held.length === 1) return <span class="acting">{positionName(current)}</span>;
  return (
    <label class="acting">
      <span class="sr-only">{nav.actingAs}</span>
      <select value={held.indexOf(current)} onChange={(event) => actAs(held[Number(event.currentTarget.value)]!)}>
        {held.map((position, index) => (
          <option key={index} value={index}>
            {positionName(position)}
          </option>
        ))}
      </select>
    </label>
  );
}

function Banners() {
  const seen = lastRead.value;
  return (
    <div class="banners" role="status">
      {!isOnline.value && <p class="banner banner-gold">{seen ? app.offline(clock(seen)) : app.offlineNow}</p>}
      {waiting.value.length > 0 && (
        <p class="banner banner-gold">
          {queue.banner(waiting.value.length)} <a href="/hang-cho">{queue.open}</a>
        </p>
      )}
      {me.value?.second_factor?.required && (
        <p class="banner banner-gold">
          {secondFactor.banner} <a href="/toi">{secondFactor.start}</a>
        </p>
      )}
      {hasNewVersion.value && (
        <p class="banner">
          {app.newVersion}{" "}
          <button type="button" class="link" onClick={() => location.reload()}>
            {app.reload}
          </button>
        </p>
      )}
    </div>
  );
}
