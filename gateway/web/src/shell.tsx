import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Search } from "lucide-preact";
import { Avatar } from "./components/parts";
import { Emblem } from "./components/drawings";
import { Notices } from "./components/notices";
import { clock } from "./format";
import { lastRead } from "./resources/resource";
import { acting, actAs, me, positionName, positions } from "./resources/session";
import { waiting } from "./resources/waiting";
import { hasNewVersion, isOnline } from "./resources/shell-cache";
import { app, nav, palette, queue, secondFactor } from "./text/vi";
import { Lazy } from "./components/lazy";
import { Rail } from "./rail";

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
          <kbd aria-hidden="true" class="keys">
            Ctrl K
          </kbd>
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
      {searching && (
        <Lazy load={() => import("./screens/home/palette")} props={{ onClose: () => setSearching(false) }} />
      )}
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
