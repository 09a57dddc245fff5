import { Fragment } from "preact";
import { useRoute } from "preact-iso";
import { Printer } from "lucide-preact";
import { Choice } from "../../components/choice";
import { ListTools } from "../../components/list-tools";
import { Page } from "../../components/page";
import { ListCount, Paged } from "../../components/paged";
import { Facts } from "../../components/parts";
import { Failure, Loading } from "../../components/states";
import { useMedia } from "../../components/virtual";
import { withQuery } from "../../http/client";
import { recentYears, type Register, type RegisterLine } from "../../resources/figures";
import { usePages, useResource } from "../../resources/resource";
import { registers as text } from "../../text/vi-reports";
import { useFilters } from "../../url";
import { ExportButton, filterBody } from "../acts/export-dialog";
import { memberUrl } from "../members/member-rows";
import { PaperButton } from "../acts/paper-button";
import { PrintHead } from "../acts/print-head";

/** Days, card numbers, months: never broken over two lines. */
const NUMBERS = /^[\d /.]+$/;

/** Any register: its columns come from the server. */
export default function RegisterScreen() {
  const code = useRoute().params["ma"] ?? "";
  const { values, change } = useFilters(["don-vi", "nam", "q"] as const);
  const filter = { unit_id: values["don-vi"], year: values.nam, q: values.q };
  const path = withQuery(`/registers/${code}`, { ...filter, count: "exact" });
  const about = useResource<Register>(withQuery(`/registers/${code}`, { unit_id: values["don-vi"], limit: "1" }));
  const list = usePages<RegisterLine>(about.data ? path : null, 100);
  const isWide = useMedia("(min-width: 768px), print");
  const body = values.nam ? { ...filterBody(filter), year: Number(values.nam) } : filterBody(filter);
  return (
    <Page
      title={about.data?.title ?? text.title}
      wide
      failed={!!about.error && !about.data}
      above={about.data && <p>{about.data.unit.name}</p>}
    >
      <div class="stack landscape">
        {about.data && (
          <PrintHead
            unit={about.data.unit.name}
            title={about.data.title}
            {...(values.nam ? { under: `${text.year} ${values.nam}` } : {})}
          />
        )}
        {about.data && <p class="muted">{about.data.about}</p>}
        <div class="page-actions">
          <ListTools
            list={list}
            search={{ label: text.search, hint: text.searchHint, value: values.q, onChange: (q) => change({ q }) }}
            filters={
              about.data?.by_year && (
                <YearFilter shown={about.data.year ?? null} value={values.nam} onChange={(nam) => change({ nam })} />
              )
            }
            active={values.nam ? 1 : 0}
            onClear={() => change({ nam: "" })}
          >
            {about.data?.may_export && (
              <ExportButton
                path={`/registers/${code}/exports`}
                body={body}
                what={list.total === null ? about.data.title.toLowerCase() : text.count(list.total)}
              />
            )}
            {about.data?.may_print && <PaperButton path={`/registers/${code}/papers`} body={body} />}
            <button type="button" class="button only-wide" onClick={() => print()}>
              <Printer size={20} aria-hidden="true" /> {text.print}
            </button>
          </ListTools>
        </div>
        {about.data ? (
          <Paged
            list={list}
            shapes={6}
            endless
            empty={{ title: text.empty, text: text.emptyText }}
            noMatch={
              !!(values.q || values.nam) && {
                title: text.noMatch,
                text: text.noMatchText,
                clear: text.clear,
                onClear: () => change({ q: "", nam: "" }),
              }
            }
          >
            {(items) => (
              <>
                <ListCount list={list} count={text.count} />
                {isWide ? (
                  <Table columns={about.data!.columns} title={about.data!.title} items={items} />
                ) : (
                  <Cards columns={about.data!.columns} items={items} />
                )}
              </>
            )}
          </Paged>
        ) : about.error ? (
          <Failure problem={about.error} onRetry={about.reload} />
        ) : (
          <Loading rows={6} />
        )}
      </div>
    </Page>
  );
}

/** One year, or what is shown without one: all of them, or in a book of one year the present one. */
function YearFilter({
  shown,
  value,
  onChange,
}: {
  shown: number | null;
  value: string;
  onChange: (year: string) => void;
}) {
  const years = recentYears(String(new Date().getFullYear())).filter(({ code }) => code !== String(shown));
  return (
    <Choice
      id="nam"
      title={text.year}
      value={value}
      choices={years}
      {...(shown && { blank: String(shown) })}
      onChange={onChange}
    />
  );
}

const SECTION = "section";
const nameOf = (columns: Register["columns"]) =>
  columns.find((column) => column.code === "full_name" || column.code === "name")?.code;

/** The section that begins with a line, in a book that has sections. */
const begins = (items: RegisterLine[], index: number) => {
  const section = items[index]!.cells[SECTION];
  return section !== items[index - 1]?.cells[SECTION] ? section : undefined;
};

/** On a phone a line is read from top to bottom. */
function Cards({ columns, items }: { columns: Register["columns"]; items: RegisterLine[] }) {
  const named = nameOf(columns);
  const rest = columns.filter((column) => column.code !== named && column.code !== SECTION);
  return (
    <div class="stack">
      {items.map((item, index) => (
        <Fragment key={item.id}>
          {begins(items, index) && <h2>{begins(items, index)}</h2>}
          <section class="card">
            {named && item.cells[named] && (
              <p class="row-title">
                {item.person?.id ? <a href={memberUrl(item.person)}>{item.cells[named]}</a> : item.cells[named]}
              </p>
            )}
            {item.is_void && <p class="caption">{text.void}</p>}
            <Facts
              items={rest
                .filter((column) => item.cells[column.code])
                .map((column): [string, string] => [column.title, item.cells[column.code]!])}
            />
          </section>
        </Fragment>
      ))}
    </div>
  );
}

function Table({ columns: all, title, items }: { columns: Register["columns"]; title: string; items: RegisterLine[] }) {
  const named = nameOf(all);
  const columns = all.filter((column) => column.code !== SECTION);
  return (
    <div class="table-region" role="region" aria-label={text.region(title)} tabIndex={0}>
      <table class="table register-table">
        <caption class="sr-only">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{text.number}</th>
            {columns.map((column) => (
              <th key={column.code} scope="col">
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item, index) => (
            <Fragment key={item.id}>
              {begins(items, index) && (
                <tr>
                  <th scope="colgroup" colSpan={columns.length + 1}>
                    {begins(items, index)}
                  </th>
                </tr>
              )}
              <Row item={item} number={index + 1} columns={columns} named={named} />
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  item: RegisterLine;
  number: number;
  columns: Register["columns"];
  named: string | undefined;
}

function Row({ item, number, columns, named }: RowProps) {
  return (
    <tr class={item.is_void ? "is-void" : undefined}>
      <td class="number">{number}</td>
      {columns.map((column) =>
        column.code === named ? (
          <th key={column.code} scope="row">
            {item.person?.id ? <a href={memberUrl(item.person)}>{item.cells[column.code]}</a> : item.cells[column.code]}
            {item.is_void && <span class="caption"> ({text.void})</span>}
          </th>
        ) : (
          <td key={column.code} class={NUMBERS.test(item.cells[column.code] ?? "") ? "number" : undefined}>
            {item.cells[column.code]}
          </td>
        ),
      )}
    </tr>
  );
}
