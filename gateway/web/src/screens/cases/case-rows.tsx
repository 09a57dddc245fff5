import { Line } from "../../components/line";
import { Rows } from "../../components/paged";
import { Chip, DueChip } from "../../components/parts";
import { Table, type Column } from "../../components/table";
import { useMedia } from "../../components/virtual";
import { day } from "../../format";
import type { CaseItem } from "../../http/types";
import { time } from "../../text/vi";
import { cases as text } from "../../text/vi-cases";

const hrefOf = (item: CaseItem) => `/ho-so/${item.id}`;
const NUMBER: Column<CaseItem> = {
  title: text.number,
  class: "number",
  of: (item) => <a href={hrefOf(item)}>{item.number}</a>,
};
const STATE: Column<CaseItem> = { title: text.state, of: (item) => <Chip tone="blue">{item.state_title}</Chip> };
const DUE: Column<CaseItem> = { title: text.due, of: (item) => <DueChip at={item.due_at} /> };
export const CASE_COLUMNS = { state: STATE, due: DUE };

/** Whom a case is about; one that is about nobody has its title. */
export const subjectOf = (item: CaseItem) => item.subject?.full_name ?? item.title;

/** How one list tells its cases: the table's columns, and a card's title and line beneath. */
export interface CaseLook {
  caption: string;
  region: string;
  columns: Column<CaseItem>[];
  title: (item: CaseItem) => string;
  line: (item: CaseItem) => (string | null | undefined)[];
}

/** Cases as a table on wide screens, as cards on phones. */
export function CaseRows({ items, look }: { items: CaseItem[]; look: CaseLook }) {
  const isWide = useMedia("(min-width: 768px)");
  if (isWide)
    return (
      <Table
        items={items}
        keyOf={(item) => item.id}
        caption={look.caption}
        region={look.region}
        lead={NUMBER}
        columns={look.columns}
      />
    );
  return (
    <Rows items={items} even>
      {(item) => (
        <Line
          href={hrefOf(item)}
          title={look.title(item)}
          chips={item.due_at && <DueChip at={item.due_at} beside />}
          told={[...look.line(item), item.due_at && time.due(day(item.due_at))]}
        />
      )}
    </Rows>
  );
}
