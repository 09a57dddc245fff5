import { ChevronRight } from "lucide-preact";
import { Page } from "../../components/page";
import { navigation } from "../../places";
import { nav } from "../../text/vi";

/** The places that do not fit in a phone's bar, with what is done daily first. */
export default function More() {
  return (
    <Page title={nav.more} narrow>
      {navigation().groups.map(({ key, places }) => (
        <section key={key} class="work-group">
          <h2>{nav.groups[key]}</h2>
          <ul class="card rows">
            {places.map((place) => (
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
