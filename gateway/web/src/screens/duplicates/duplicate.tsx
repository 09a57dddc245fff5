import { useLocation, useRoute } from "preact-iso";
import { useState } from "preact/hooks";
import { Equal, TriangleAlert, Undo2 } from "lucide-preact";
import { Dialog } from "../../components/dialog";
import { Card, Page } from "../../components/page";
import { Chip, Consequences, Facts } from "../../components/parts";
import { Await, Failure, RefusalList } from "../../components/states";
import { day, moment } from "../../format";
import { post, Problem, remove, uuid } from "../../http/client";
import type { Duplicate, DuplicateField, DuplicateSide } from "../../http/types";
import {
  agreed,
  choiceOf,
  disputed,
  lacking,
  other,
  refusalsOf,
  startSide,
  takenBy,
  type Side,
} from "../../resources/duplicates";
import { notify } from "../../resources/notices";
import { invalidate, useResource } from "../../resources/resource";
import { common } from "../../text/vi";
import { member as memberText } from "../../text/vi-members";
import { duplicates as text } from "./vi";
import { birthText, memberUrl, StatusChip } from "../members/member-rows";

const SIDES: Side[] = ["left", "right"];

export default function DuplicateScreen() {
  const { params } = useRoute();
  const pair = useResource<Duplicate>(`/duplicates/${params["id"]}`);
  if (!pair.data) {
    return (
      <Page title={text.compare} failed={!!pair.error}>
        <Await of={pair}>{() => null}</Await>
      </Page>
    );
  }
  return <Comparison key={pair.data.id + pair.data.state} pair={pair.data} onChange={pair.reload} />;
}

interface ComparisonProps {
  pair: Duplicate;
  onChange: () => void;
}

function Comparison({ pair, onChange }: ComparisonProps) {
  const [keep, setKeep] = useState<Side>(() => startSide(pair));
  const [chosen, setChosen] = useState<Record<string, Side>>({});
  const isWaiting = pair.choices.length > 0;
  const canMerge = pair.allowed_actions.some((allowed) => allowed.action === "merge");
  return (
    <Page
      title={text.compare}
      above={
        <nav class="crumbs" aria-label={text.tabs}>
          <ol class="crumbs-all">
            <li>
              <a href="/trung-lap">{text.title}</a>
            </li>
          </ol>
          <a class="crumbs-parent" href="/trung-lap">
            {text.title}
          </a>
        </nav>
      }
      below={
        <p class="page-facts">
          {pair.reasons.map((reason) => (
            <span key={reason.code}>{reason.text}</span>
          ))}
          <span>{text.seen}</span>
        </p>
      }
    >
      <div class="stack">
        {pair.state === "SAME" && <p class="box box-gold">{text.saidSame(pair.settled_by)}</p>}
        {!isWaiting && <Settled pair={pair} onChange={onChange} />}
        <div class="pair">
          {SIDES.map((side, index) => (
            <SideCard
              key={side}
              pair={pair}
              side={side}
              number={index + 1}
              keep={isWaiting && canMerge ? keep : null}
              onKeep={() => (setKeep(side), setChosen({}))}
            />
          ))}
        </div>
        {isWaiting && canMerge && (
          <Disputed
            pair={pair}
            keep={keep}
            chosen={chosen}
            onChoose={(code, side) => setChosen({ ...chosen, [code]: side })}
          />
        )}
        {!(isWaiting && canMerge) && <Told title={text.differs} fields={disputed(pair)} />}
        <Told title={isWaiting && canMerge ? text.fills : text.oneSided} fields={lacking(pair)} />
        <Agreed fields={agreed(pair)} />
        {isWaiting && <Acts pair={pair} keep={keep} chosen={chosen} canMerge={canMerge} onChange={onChange} />}
      </div>
    </Page>
  );
}

interface SideProps {
  pair: Duplicate;
  side: Side;
  number: number;
  /** The side that is kept, where the reader may merge. */
  keep: Side | null;
  onKeep: () => void;
}

function SideCard({ pair, side, number, keep, onKeep }: SideProps) {
  const person: DuplicateSide = pair[side];
  const refusals = refusalsOf(pair, side);
  return (
    <Card
      title={text.file(number)}
      class={keep === side ? "pair-side pair-kept" : "pair-side"}
      actions={pair.kept_id === person.id && <Chip tone="green">{text.kept}</Chip>}
    >
      <p class="row-title">
        <a href={memberUrl(person)}>{person.full_name}</a> <StatusChip item={person} />
      </p>
      <Facts
        items={[
          [memberText.born, birthText(person)],
          [text.chapter, person.unit?.name],
          [memberText.code, person.code],
          [memberText.cardNo, person.card_no],
          [memberText.joined, day(person.joined_on)],
          [text.fullness, `${person.completeness ?? 0}%`],
        ]}
      />
      {keep && (
        <label class="check">
          <input type="radio" name="keep" checked={keep === side} disabled={refusals.length > 0} onChange={onKeep} />
          <span>{text.keepThis}</span>
        </label>
      )}
      {keep && <RefusalList refusals={refusals} />}
    </Card>
  );
}

interface DisputedProps {
  pair: Duplicate;
  keep: Side;
  chosen: Record<string, Side>;
  onChoose: (code: string, side: Side) => void;
}

/** Each field that the two say otherwise: one of the two is right. */
function Disputed({ pair, keep, chosen, onChoose }: DisputedProps) {
  const fields = disputed(pair);
  if (fields.length === 0) return <p class="box">{text.noDispute}</p>;
  return (
    <Card title={text.choose}>
      <div class="pair-fields">
        {fields.map((field) => (
          <fieldset key={field.code} class="pair-field">
            <legend>
              <TriangleAlert size={16} aria-hidden="true" /> {field.title}
            </legend>
            <div class="pair-values">
              {SIDES.map((side, index) => (
                <label key={side} class={(chosen[field.code] ?? keep) === side ? "segment segment-on" : "segment"}>
                  <input
                    type="radio"
                    name={field.code}
                    checked={(chosen[field.code] ?? keep) === side}
                    onChange={() => onChoose(field.code, side)}
                  />
                  <span>
                    <span class="sr-only">{text.file(index + 1)}: </span>
                    {field[side]}
                  </span>
                </label>
              ))}
            </div>
          </fieldset>
        ))}
      </div>
    </Card>
  );
}

function Told({ title, fields }: { title: string; fields: DuplicateField[] }) {
  if (fields.length === 0) return null;
  return (
    <Card title={title}>
      <Facts
        wide
        items={fields.map((field) => [
          field.title,
          SIDES.map((side, index) => field[side] && `${text.file(index + 1)}: ${field[side]}`)
            .filter(Boolean)
            .join(" – "),
        ])}
      />
    </Card>
  );
}

function Agreed({ fields }: { fields: DuplicateField[] }) {
  if (fields.length === 0) return null;
  return (
    <details class="card fold">
      <summary>
        <Equal size={16} aria-hidden="true" /> {text.agreed(fields.length)}
      </summary>
      <Facts wide items={fields.map((field) => [field.title, field.left])} />
    </details>
  );
}

interface ActsProps {
  pair: Duplicate;
  keep: Side;
  chosen: Record<string, Side>;
  canMerge: boolean;
  onChange: () => void;
}

function Acts({ pair, keep, chosen, canMerge, onChange }: ActsProps) {
  const { route } = useLocation();
  const [merging, setMerging] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const refusals = refusalsOf(pair, keep);

  const say = async (same: boolean) => {
    setProblem(null);
    try {
      await post(`/duplicates/${pair.id}/settlement`, { body: { same_person: same } });
      invalidate("/duplicates");
      if (!same) return void (notify(text.different, "done", undoing(pair.id)), route("/trung-lap"));
      notify(text.handedUp);
      onChange();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
    }
  };
  return (
    <>
      {problem && <Failure problem={problem} />}
      <div class="buttons">
        {canMerge && refusals.length === 0 && (
          <button type="button" class="button button-primary" onClick={() => setMerging(true)}>
            {text.merge}
          </button>
        )}
        {!canMerge && pair.state === "OPEN" && (
          <button type="button" class="button button-primary" onClick={() => void say(true)}>
            {text.askMerge}
          </button>
        )}
        <button type="button" class="button" onClick={() => void say(false)}>
          {text.notSame}
        </button>
      </div>
      {merging && (
        <MergeDialog
          pair={pair}
          keep={keep}
          take={takenBy(pair, keep, chosen)}
          onClose={() => setMerging(false)}
          onChange={onChange}
        />
      )}
    </>
  );
}

/** The way back from a word said too fast. */
const undoing = (id: string) => ({
  label: (seconds: number) => `${common.undo} (${seconds})`,
  seconds: 10,
  run: () => void remove(`/duplicates/${id}/settlement`).then(() => invalidate("/duplicates")),
});

function MergeDialog({
  pair,
  keep,
  take,
  onClose,
  onChange,
}: {
  pair: Duplicate;
  keep: Side;
  take: string[];
  onClose: () => void;
  onChange: () => void;
}) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const [key] = useState(uuid);
  const kept = pair[keep];
  const titles = pair.fields
    .filter((field) => take.includes(field.code))
    .map((field) => field.title.toLocaleLowerCase("vi"));
  const lines = [
    ...(titles.length ? [text.takes(titles.join(", "))] : []),
    ...(choiceOf(pair, keep)?.consequences ?? []),
  ];

  const merge = async () => {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      await post(`/duplicates/${pair.id}/merge`, { body: { keep_id: kept.id, take }, key });
      invalidate("/duplicates", "/members", "/units", "/me/inbox");
      notify(text.merged(kept.full_name));
      onClose();
      onChange();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
      setBusy(false);
    }
  };
  return (
    <Dialog title={text.mergeTitle(kept.full_name, kept.code, pair[other(keep)].code)} onClose={onClose}>
      <Consequences lines={lines} />
      {problem && <Failure problem={problem} />}
      <div class="dialog-actions">
        <button type="button" class="button" autofocus onClick={onClose}>
          {common.back}
        </button>
        <button type="button" class="button button-danger" aria-disabled={busy} onClick={() => void merge()}>
          {text.merge}
        </button>
      </div>
    </Dialog>
  );
}

/** What was said of the pair, by whom, and the way back. */
function Settled({ pair, onChange }: ComparisonProps) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const takeBack = async () => {
    try {
      await remove(`/duplicates/${pair.id}/settlement`);
      invalidate("/duplicates", "/members", "/units");
      notify(text.reopened);
      onChange();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
    }
  };
  return (
    <div class="box">
      <h2>{text.states[pair.state]}</h2>
      {pair.settled_at && <p>{text.settledBy(pair.settled_by, moment(pair.settled_at))}</p>}
      {problem && <Failure problem={problem} />}
      {pair.undo_until && (
        <>
          <button type="button" class="button" onClick={() => void takeBack()}>
            <Undo2 size={20} aria-hidden="true" /> {pair.state === "MERGED" ? text.part : common.undo}
          </button>
          <p class="caption">{text.undoUntil(moment(pair.undo_until))}</p>
        </>
      )}
    </div>
  );
}
