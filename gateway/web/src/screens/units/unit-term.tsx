import { Card } from "../../components/page";
import { Chip } from "../../components/parts";
import { day } from "../../format";
import type { CommitteeTerm, Unit } from "../../http/types";
import { committeeTerm as text } from "./vi";
import { UnitActButton } from "./unit-acts";

interface TermProps {
  unit: Unit;
  onChange: (unit: Unit, etag: string | null) => void;
  onReload: () => void;
}

/** How long the unit's committee works, how far that may be extended, and what moved its last day. */
export function Term(props: TermProps) {
  const { term } = props.unit;
  if (!term) return null;
  return (
    <Card title={text.title} actions={<UnitActButton {...props} name="extend_committee" />}>
      <p>
        <strong>{term.is_provisional ? text.provisional : text.named(term.code)}</strong>{" "}
        {term.until ? text.days(day(term.from_on), day(term.until)) : text.since(day(term.from_on))}{" "}
        <Chip tone={term.state === "EXPIRED" ? "gold" : undefined}>{term.state_title}</Chip>
      </p>
      {term.latest && term.state !== "EXPIRED" && <p class="muted">{text.latest(day(term.latest))}</p>}
      {term.extensions.length > 0 && <Extensions of={term} />}
    </Card>
  );
}

function Extensions({ of }: { of: CommitteeTerm }) {
  return (
    <ul class="rows">
      {of.extensions.map((each) => (
        <li key={`${each.before}/${each.until}`} class="row-plain">
          <span class="row-main">
            <span>
              {(each.until > each.before ? text.extension : text.shortening)(day(each.before), day(each.until))}
            </span>
            <span class="caption">
              {[each.decision_no && text.decision(each.decision_no), each.party_paper && text.party(each.party_paper)]
                .filter(Boolean)
                .join(" · ")}
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}
