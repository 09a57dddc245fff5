import { Check } from "lucide-preact";
import { Card } from "../../components/page";
import { Chip, unitUrl } from "../../components/parts";
import type { DisciplineBallot, FormAuthority } from "../../http/types";
import { common } from "../../text/vi";
import { discipline as text } from "./vi";

/** The secret ballot: who votes and how many must come, then the votes for each form and what follows from them. */
export function Ballot({ ballot }: { ballot: DisciplineBallot }) {
  const { present, quorum, members_total: total } = ballot;
  return (
    <Card class="dossier" title={text.ballot} actions={!ballot.is_secret && <Chip tone="red">{text.notSecret}</Chip>}>
      <p>
        {text.voters(ballot.voters_title)}{" "}
        {present === null && quorum !== null && total !== null && text.mustCome(quorum, total)}
      </p>
      {present === null ? (
        <p class="muted">{text.noBallot}</p>
      ) : (
        <>
          <p class="chips">
            {text.came(present, total)}
            {ballot.has_quorum !== null && (
              <Chip tone={ballot.has_quorum ? "green" : "red"}>
                {ballot.has_quorum ? text.enoughCame : text.tooFewCame(quorum)}
              </Chip>
            )}
          </p>
          <Votes ballot={ballot} present={present} />
          {ballot.outcome && (
            <p
              class={ballot.counts.some((each) => each.passed) && ballot.has_quorum ? "box box-green" : "box box-gold"}
            >
              {ballot.outcome}
            </p>
          )}
          {ballot.accused_voted !== null && (
            <p class="caption">
              {text.accusedVoted}: {ballot.accused_voted ? common.yes : common.no}
            </p>
          )}
        </>
      )}
    </Card>
  );
}

function Votes({ ballot, present }: { ballot: DisciplineBallot; present: number }) {
  return (
    <table class="votes">
      <caption class="sr-only">{text.votesOf(present)}</caption>
      <thead class="sr-only">
        <tr>
          <th scope="col">{text.form}</th>
          <th scope="col">{text.votes}</th>
        </tr>
      </thead>
      <tbody>
        {ballot.counts.map(({ title, votes, passed }) => (
          <tr key={title} class={passed ? "votes-passed" : undefined}>
            <th scope="row">
              {title}
              {passed && (
                <Chip tone="green">
                  <Check size={14} aria-hidden="true" /> {text.moreThanHalf}
                </Chip>
              )}
              <progress aria-hidden="true" value={votes} max={present} />
            </th>
            <td>{votes}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Which unit decides on each form for this person. */
export function Authority({ rows }: { rows: FormAuthority[] }) {
  return (
    <Card title={text.authority}>
      <ul class="rows">
        {rows.map((row) => (
          <li key={row.form} class="row-plain">
            <span class="row-main">
              <span class="row-title chips">
                {row.title}
                {row.is_voted && <Chip tone="green">{text.voted}</Chip>}
              </span>
              <span>
                {row.decided_by ? <a href={unitUrl(row.decided_by.id)}>{row.decided_by.name}</a> : text.nobody}{" "}
                {row.at_once ? text.decidesAtOnce : text.decides}
              </span>
              <span class="caption">{text.afterVote(row.voters_title)}</span>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
