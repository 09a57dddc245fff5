import { Await } from "../components/states";
import type { Schema } from "../http/types";
import type { Resource } from "../resources/resource";
import { fields as text } from "../text/vi";
import { groupsOf } from "./schema";

type Row = Record<string, unknown>;

/** Whole rows to choose from, group by group. */
export interface ProposalGroups {
  items: { code: string; title: string; proposals: Row[] }[];
}

interface ProposalsProps {
  found: Resource<ProposalGroups>;
  /** The field of a row that names its group. */
  by: string;
  items: Schema;
  rows: Row[];
  isFull: boolean;
  onChange: (rows: Row[]) => void;
}

const isSame = (row: Row, proposal: Row, by: string, code: string) =>
  row[by] === code && Object.entries(proposal).every(([name, value]) => row[name] === value);

/** The row stands in the list as it was proposed. */
export const isProposed = (row: Row, groups: ProposalGroups, by: string) =>
  groups.items.some(({ code, proposals }) => proposals.some((proposal) => isSame(row, proposal, by, code)));

/** What the server proposes, to be ticked: each tick is a row. */
export function Proposals({ found, by, items, rows, isFull, onChange }: ProposalsProps) {
  const names = groupsOf(items)
    .flatMap((group) => group.fields)
    .map(({ name }) => name)
    .filter((name) => name !== by);
  const toggle = (proposal: Row, code: string, isOn: boolean) =>
    onChange(isOn ? [...rows, { [by]: code, ...proposal }] : rows.filter((row) => !isSame(row, proposal, by, code)));
  return (
    <Await of={found} rows={4} part>
      {(groups) => (
        <div class="proposals">
          <p class="hint">{text.proposed}</p>
          {groups.items.map(({ code, title, proposals }) => (
            <fieldset key={code}>
              <legend>{title}</legend>
              {proposals.map((proposal, place) => {
                const isOn = rows.some((row) => isSame(row, proposal, by, code));
                const [first, ...others] = names.map((name) => proposal[name]).filter(Boolean);
                return (
                  <label key={place} class="check">
                    <input
                      type="checkbox"
                      checked={isOn}
                      disabled={!isOn && isFull}
                      onChange={(event) => toggle(proposal, code, event.currentTarget.checked)}
                    />
                    <span>
                      {String(first)}
                      <span class="caption">{others.join(": ")}</span>
                    </span>
                  </label>
                );
              })}
            </fieldset>
          ))}
        </div>
      )}
    </Await>
  );
}
