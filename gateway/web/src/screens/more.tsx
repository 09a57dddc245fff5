import { ChevronRight } from "lucide-preact";
import { Page } from "../components/page";
import { placesOf } from "../shell";
import { nav } from "../text/vi";

/** The places that do not fit in a phone's bar, with what is done daily first. */
export default function More() {
  const places = placesOf();
  return (
    <Page title={nav.more} narrow>
      {Object.entries(nav.groups).map(([group, title]) => (
        <section key={group} class="work-group">
          <h2>{title}</h2>
          <ul class="card rows">
            {places
              .filter((place) => place.group === group)
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
        </section>
      ))}
    </Page>
  );
}
