import { ChevronRight } from "lucide-preact";
import { Page } from "../../components/page";
import { Await, Empty } from "../../components/states";
import { withQuery } from "../../http/client";
import type { UnitRef } from "../../http/types";
import { FEES, type ReportItem } from "../../resources/figures";
import { useResource } from "../../resources/resource";
import { registers, reports } from "../../text/vi-reports";
import { submissions } from "./vi";

export default function Reports() {
  return (
    <Shelf
      title={reports.title}
      path="/reports"
      at="/bao-cao"
      empty={reports.empty}
      more={{ href: "/bao-cao-da-nop", title: submissions.title }}
    />
  );
}

export function Registers() {
  return <Shelf title={registers.title} path="/registers" at="/so-sach" empty={registers.empty} />;
}

interface ShelfProps {
  title: string;
  path: string;
  at: string;
  empty: string;
  /** What else lies beside it. */
  more?: { href: string; title: string };
}

/** What there is to open, each with a line of what it tells. */
function Shelf({ title, path, at, empty, more }: ShelfProps) {
  const found = useResource<{ items: ReportItem[]; unit: UnitRef }>(path);
  return (
    <Page title={title} narrow failed={!!found.error && !found.data} actions={more && <Beside {...more} />}>
      <Await of={found} rows={6}>
        {(data) =>
          data.items.length === 0 ? (
            <Empty title={empty} />
          ) : (
            <ul class="card rows">
              {data.items.map((item) => (
                <li key={item.code}>
                  <a class="row-link" href={addressOf(at, item.code, data.unit.id)}>
                    <span class="row-main">
                      <span class="row-title">
                        {item.code.startsWith("BM-") ? `${item.code}. ${item.title}` : item.title}
                      </span>
                      <span class="caption">{item.about}</span>
                    </span>
                    <ChevronRight size={20} aria-hidden="true" />
                  </a>
                </li>
              ))}
            </ul>
          )
        }
      </Await>
    </Page>
  );
}

function Beside({ href, title }: { href: string; title: string }) {
  return (
    <a class="button" href={href}>
      {title}
    </a>
  );
}

/** Fees are told by the unit's fee book. */
function addressOf(at: string, code: string, unitId: string): string {
  return code === FEES ? `/doan-phi/${unitId}/tong-hop` : withQuery(`${at}/${code}`, { "don-vi": unitId });
}
