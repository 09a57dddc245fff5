import { useLocation } from "preact-iso";
import { ChevronDown, Ellipsis } from "lucide-preact";
import { Emblem } from "./components/drawings";
import { navigation, placeAt, type Place } from "./places";
import { inboxCount, useInbox } from "./resources/inbox";
import { closedGroups, toggleGroup } from "./resources/preferences";
import { app, nav } from "./text/vi";

/**
 * The bar of a phone: five places with "Thêm". The rail of a wide screen: the same, and the groups behind it, each of
 * which folds.
 */
export function Rail() {
  const { path } = useLocation();
  const found = navigation();
  const here = placeAt(path, found);
  const isMore = path === "/them" || (!!here && !found.bar.includes(here));
  return (
    <nav class="rail" aria-label={nav.label}>
      <a class="rail-brand" href="/">
        <Emblem size={32} />
        <span>{app.name}</span>
      </a>
      <ul class="rail-bar">
        {found.bar.map((place) => (
          <RailPlace key={place.href} place={place} isHere={place === here} />
        ))}
        {found.groups.length > 0 && (
          <li class="rail-more">
            <a href="/them" aria-current={isMore ? "page" : undefined}>
              <Ellipsis size={22} aria-hidden="true" />
              <span>{nav.more}</span>
            </a>
          </li>
        )}
      </ul>
      <div class="rail-groups">
        {found.groups.map(({ key, places }) => (
          <details
            key={key}
            open={!closedGroups.value.includes(key)}
            onToggle={(event) => toggleGroup(key, event.currentTarget.open)}
          >
            <summary>
              {nav.groups[key]}
              <ChevronDown size={18} aria-hidden="true" />
            </summary>
            <ul>
              {places.map((place) => (
                <RailPlace key={place.href} place={place} isHere={place === here} />
              ))}
            </ul>
          </details>
        ))}
      </div>
    </nav>
  );
}

function RailPlace({ place, isHere }: { place: Place; isHere: boolean }) {
  return (
    <li>
      <a href={place.href} aria-current={isHere ? "page" : undefined}>
        <place.icon size={22} aria-hidden="true" />
        <span>{place.label}</span>
        {place.counts && <WaitingBadge />}
      </a>
    </li>
  );
}

function WaitingBadge() {
  const count = inboxCount(useInbox().data);
  if (count === 0) return null;
  return (
    <>
      <span class="badge" aria-hidden="true">
        {count > 99 ? "99+" : count}
      </span>
      <span class="sr-only">{nav.waiting(count)}</span>
    </>
  );
}
