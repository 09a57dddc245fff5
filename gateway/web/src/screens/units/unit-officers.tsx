import { useState } from "preact/hooks";
import { Card, focusHeading } from "../../components/page";
import { Chip } from "../../components/parts";
import { Empty, Failure } from "../../components/states";
import { capital, day } from "../../format";
import { patch, remove, withQuery } from "../../http/client";
import type { Action, Officer, Unit } from "../../http/types";
import { notify } from "../../resources/notices";
import { invalidate, useResource } from "../../resources/resource";
import { attendances, sittings } from "./vi";
import { unitActs, units as text } from "../../text/vi-units";
import { ActDialog, type Given } from "../acts/act-dialog";
import { officerName } from "./officer-name";
import { Delegations } from "./unit-delegations";
import { UnitActButton } from "./unit-acts";
import { RecordedMeetings } from "./recorded-meetings";
import { Term } from "./unit-term";

const COMMITTEE = { title: sittings.title, none: sittings.none, on: sittings.on, done: sittings.done };
const CHAPTER = {
  title: attendances.title,
  lead: attendances.lead,
  none: attendances.none,
  on: attendances.on,
  done: attendances.done,
};

interface OfficersProps {
  unit: Unit;
  onChange: (unit: Unit, etag: string | null) => void;
  onReload: () => void;
}

/** Who holds an office today, with the term and its decision; those of earlier terms when asked for. */
export default function Officers(props: OfficersProps) {
  const { unit, onReload } = props;
  const [past, setPast] = useState(false);
  const ever = useResource<{ items: Officer[] }>(past ? withQuery(`/units/${unit.id}/officers`, { past: true }) : null);
  const officers = (past && ever.data?.items) || unit.officers;
  return (
    <div class="stack">
      <div class="officer-tools">
        <label class="check">
          <input type="checkbox" checked={past} onChange={(event) => setPast(event.currentTarget.checked)} />
          <span>{text.pastToo}</span>
        </label>
        <UnitActButton {...props} name="appoint_officer" />
      </div>
      {past && ever.error && <Failure problem={ever.error} onRetry={ever.reload} part />}
      {officers.length === 0 && <Empty drawing="badge" title={text.noOfficers} text={text.noOfficersText} />}
      {officers.length > 0 && (
        <Card>
          <ul class="rows" aria-busy={past && ever.busy}>
            {officers.map((officer) => (
              <OfficerRow
                key={officer.id ?? `${officer.title}${officerName(officer)}`}
                officer={officer}
                isPast={past && !unit.officers.some(({ id }) => id === officer.id)}
                onReload={onReload}
              />
            ))}
          </ul>
        </Card>
      )}
      <Term {...props} />
      <RecordedMeetings path={`/units/${unit.id}/sittings`} text={COMMITTEE} />
      <RecordedMeetings path={`/units/${unit.id}/attendances`} text={CHAPTER} />
      <Delegations unit={unit} />
    </div>
  );
}

function OfficerRow({ officer, isPast, onReload }: { officer: Officer; isPast: boolean; onReload: () => void }) {
  const [chosen, setChosen] = useState<Action | null>(null);
  const name = officerName(officer);
  const spoken = `${capital(officer.title)} ${name}`;
  return (
    <li class="row-plain row-folds officer">
      <span class="row-main">
        {officer.person?.id ? (
          <a class="officer-name" href={`/doan-vien/${officer.person.id}/so`}>
            {name}
          </a>
        ) : (
          <span>{name || text.vacant}</span>
        )}
        <span class="caption">
          {[
            capital(officer.title),
            termOf(officer),
            officer.engagement_title,
            officer.decision_no && text.decision(officer.decision_no),
          ]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </span>
      {isPast && <Chip>{text.over}</Chip>}
      {officer.allowed_actions
        ?.filter(({ action }) => WAYS[action])
        .map((action) => (
          <button
            key={action.action}
            type="button"
            class="button button-small"
            aria-label={unitActs.of(action.label, spoken)}
            onClick={() => setChosen(action)}
          >
            {action.label}
          </button>
        ))}
      {chosen && (
        <OfficeAct
          officer={officer}
          action={chosen}
          title={unitActs.of(chosen.label, spoken)}
          onClose={() => setChosen(null)}
          onReload={onReload}
        />
      )}
    </li>
  );
}

function termOf(officer: Officer): string {
  const { from_on: from, until } = officer;
  if (from && until) return text.term(day(from), day(until));
  return from ? text.termFrom(day(from)) : until ? `${text.termEnd} ${day(until)}` : "";
}

interface ActProps {
  officer: Officer;
  action: Action;
  title: string;
  onClose: () => void;
  onReload: () => void;
}

/** How each act upon an office is sent, and what is said once it is done. */
const WAYS: Record<
  string,
  { send: (path: string, given: Given) => Promise<unknown>; done: (title: string, name: string) => string } | undefined
> = {
  change_position: {
    send: (path, { form, key }) => patch(path, { body: { engagement: form["engagement"] ?? null }, key }),
    done: unitActs.engaged,
  },
  end_position: {
    send: (path, { form, key }) => remove(path, { query: form as Record<string, string>, key }),
    done: unitActs.ended,
  },
};

function OfficeAct({ officer, action, title, onClose, onReload }: ActProps) {
  const send = async (given: Given) => {
    const way = WAYS[action.action]!;
    await way.send(`/positions/${officer.id}`, given);
    notify(way.done(capital(officer.title), officerName(officer)));
    onClose();
    invalidate("/units", "/members", "/me");
    if (action.destructive) focusHeading();
  };
  return <ActDialog title={title} action={action} send={send} onClose={onClose} onReload={onReload} />;
}
