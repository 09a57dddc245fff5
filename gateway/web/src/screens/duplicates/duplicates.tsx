import { useState } from "preact/hooks";
import { Dialog } from "../../components/dialog";
import { Line } from "../../components/line";
import { Page } from "../../components/page";
import { Paged, Rows } from "../../components/paged";
import { Chip, placeName, Tabs } from "../../components/parts";
import { ago, birth } from "../../format";
import { post, Problem, withQuery } from "../../http/client";
import type { Comparison, DuplicateItem } from "../../http/types";
import { notify } from "../../resources/notices";
import { invalidate, usePages } from "../../resources/resource";
import { common } from "../../text/vi";
import { duplicates as text } from "./vi";
import { useFilters } from "../../url";
import { birthText, memberUrl } from "../members/member-rows";

const VIEWS = ["", "da-xu-ly", "so-cccd"] as const;

/** Files that may be one person's: those that wait, those that were settled, and rows left out of imports. */
export default function Duplicates() {
  const { values } = useFilters(["xem"] as const);
  return (
    <Page title={text.title} below={<p class="lead">{text.lead}</p>}>
      <Tabs
        label={text.tabs}
        items={VIEWS.map((view) => ({
          href: withQuery("/trung-lap", { xem: view || null }),
          title: text.views[view],
          current: values.xem === view,
        }))}
      />
      {values.xem === "so-cccd" ? <Comparisons /> : <Pairs key={values.xem} settled={values.xem === "da-xu-ly"} />}
    </Page>
  );
}

function Pairs({ settled }: { settled: boolean }) {
  const list = usePages<DuplicateItem>(withQuery("/duplicates", { settled, count: "exact" }), 25);
  return (
    <div class="stack">
      <Paged
        list={list}
        count={text.pairs}
        empty={
          settled
            ? { drawing: "board", title: text.noneSettled, text: text.noneSettledText }
            : { title: text.none, text: text.noneText }
        }
      >
        {(items) => (
          <Rows items={items} even>
            {(pair) => <PairRow pair={pair} />}
          </Rows>
        )}
      </Paged>
    </div>
  );
}

function PairRow({ pair }: { pair: DuplicateItem }) {
  const { left, right } = pair;
  const names = left.full_name === right.full_name ? left.full_name : `${left.full_name} – ${right.full_name}`;
  const places = [...new Set([placeName(left.unit), placeName(right.unit)].filter(Boolean))].join(" – ");
  return (
    <Line
      href={`/trung-lap/${pair.id}`}
      title={names}
      chips={
        pair.state !== "OPEN" && <Chip tone={pair.state === "SAME" ? "gold" : "plain"}>{text.states[pair.state]}</Chip>
      }
      told={[
        pair.settled_at && ago(pair.settled_at),
        birthText(left),
        places,
        pair.reasons.map((reason) => reason.text).join(" · "),
      ]}
    />
  );
}

function Comparisons() {
  const list = usePages<Comparison>(withQuery("/comparisons", { count: "exact" }), 25);
  return (
    <div class="stack">
      <p>{text.comparisonsText}</p>
      <Paged list={list} count={text.rows} empty={{ title: text.noComparisons, text: text.noComparisonsText }}>
        {(items) => (
          <Rows items={items} even>
            {(item) => <ComparisonRow item={item} />}
          </Rows>
        )}
      </Paged>
    </div>
  );
}

/** A row of a workbook and the member who bears its citizen id. A press opens both, to be settled. */
function ComparisonRow({ item }: { item: Comparison }) {
  const [isOpen, setIsOpen] = useState(false);
  const settle = async () => {
    try {
      await post(`/comparisons/${item.id}/settlement`);
      notify(text.compared);
      setIsOpen(false);
      invalidate("/comparisons");
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      notify(error.message, "error");
    }
  };
  const title = `${item.row.full_name} – ${item.member.full_name}`;
  return (
    <>
      <Line
        title={title}
        told={[ago(item.requested_at), [placeName(item.unit), placeName(item.member.unit)].join(" – ")]}
        onPress={() => setIsOpen(true)}
      />
      {isOpen && (
        <Dialog title={title} onClose={() => setIsOpen(false)}>
          <p>
            {text.inWorkbook(placeName(item.unit))}: <strong>{item.row.full_name}</strong>
            {item.row.born_on && ` (${birth(item.row.born_on)})`}
          </p>
          <p>
            {text.bears}: <a href={memberUrl(item.member)}>{item.member.full_name}</a> ({birthText(item.member)}),{" "}
            {placeName(item.member.unit)}
          </p>
          <div class="dialog-actions">
            <button type="button" class="button" onClick={() => setIsOpen(false)}>
              {common.close}
            </button>
            <button type="button" class="button button-primary" onClick={() => void settle()}>
              {text.markCompared}
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
}
