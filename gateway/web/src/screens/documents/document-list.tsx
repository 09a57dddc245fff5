import { Line } from "../../components/line";
import { Rows } from "../../components/paged";
import { Chip, placeName, type Tone } from "../../components/parts";
import { Table, type Column } from "../../components/table";
import { useMedia } from "../../components/virtual";
import { day } from "../../format";
import type { DocumentItem } from "../../http/types";
import { documents as text } from "./vi";

export const DOCUMENT_TONES: Record<string, Tone> = {
  in_force: "green",
  issued: "blue",
  cancelled: "red",
  revoked: "red",
};

/** Kinds of documents that a list can be narrowed to. */
export const KINDS = text.kinds.map(([code, title]) => ({ code, title }));

/** Why a document is no longer in force: its number was cancelled, or what it said was taken back. */
export function endedBecause(document: Pick<DocumentItem, "state" | "cancelled_reason">): string | null {
  return document.cancelled_reason
    ? (text.ended[document.state]?.(document.cancelled_reason) ?? document.cancelled_reason)
    : null;
}

const href = (item: DocumentItem) => `/van-ban/${item.id}`;
const NUMBER: Column<DocumentItem> = {
  title: text.number,
  class: "number",
  of: (item) => <a href={href(item)}>{item.number}</a>,
};
const COLUMNS: Column<DocumentItem>[] = [
  { title: text.on, class: "number", of: (item) => day(item.on) },
  {
    title: text.summary,
    isCut: true,
    of: (item) => (
      <>
        {item.title}
        {endedBecause(item) && <strong> · {endedBecause(item)}</strong>}
      </>
    ),
  },
  { title: text.issuer, class: "cell-clip", isCut: true, of: (item) => placeName(item.unit) },
  { title: text.signer, isCut: true, of: (item) => item.signer },
  { title: text.state, of: (item) => <Chip tone={DOCUMENT_TONES[item.state] ?? "plain"}>{item.state_title}</Chip> },
];

/** Lines of registers: a table where there is room, cards on a phone. */
export function DocumentLines({ items, caption = text.caption }: { items: DocumentItem[]; caption?: string }) {
  const isWide = useMedia("(min-width: 768px)");
  return isWide ? (
    <Table
      items={items}
      keyOf={(item) => item.id}
      caption={caption}
      region={text.region}
      lead={NUMBER}
      columns={COLUMNS}
    />
  ) : (
    <Cards items={items} />
  );
}

function Cards({ items }: { items: DocumentItem[] }) {
  return (
    <Rows items={items} even>
      {(item) => (
        <Line
          href={href(item)}
          title={item.title}
          chips={
            item.state !== "in_force" && <Chip tone={DOCUMENT_TONES[item.state] ?? "plain"}>{item.state_title}</Chip>
          }
          told={[item.number, day(item.on), placeName(item.unit), endedBecause(item)]}
        />
      )}
    </Rows>
  );
}
