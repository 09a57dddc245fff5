import { ChevronRight } from "lucide-preact";
import { Page } from "../components/page";
import { placesOf } from "../shell";
import { nav } from "../text/vi";

/** The places that do not fit in a phone's bar. */
export default function More() {
  return (
    <Page title={nav.more} narrow>
      <ul class="card rows">
        {placesOf()
          .filter((place) => !place.inBar)
          .map((place) => (
            <li key={place.href}>
              <a class="row-link" href={place.href}>
                <place.icon size={22} aria-hidden="true" />
                <span class="row-main">{place.label}</span>
                <ChevronRight size={20} aria-hidden="true" />
              </a>
            </li>
          ))}
      </ul>
    </Page>
  );
}
