import { useRoute } from "preact-iso";
import { FilePlus2, FileSpreadsheet, QrCode } from "lucide-preact";
import { Lazy } from "../../components/lazy";
import { ListTools } from "../../components/list-tools";
import { Page } from "../../components/page";
import { Paged, Rows } from "../../components/paged";
import { Breadcrumb, Tabs, unitUrl, Warnings } from "../../components/parts";
import { Await } from "../../components/states";
import { WorkStrip } from "../../components/work-strip";
import { capital, day } from "../../format";
import { withQuery } from "../../http/client";
import type { Unit, UnitItem } from "../../http/types";
import { usePages, useResource } from "../../resources/resource";
import { isOfficer } from "../../resources/session";
import { nav } from "../../text/vi";
import { units as text } from "../../text/vi-units";
import { unitTraining } from "./vi";
import { useFilters } from "../../url";
import { actOf, UnitActButton, UnitActs } from "./unit-acts";
import { officerName } from "./officer-name";
import { NotSubmitted } from "./unit-submitted";
import { Statistics } from "./unit-statistics";
import { UnitRow } from "./unit-tree";

export default function UnitScreen() {
  const { params } = useRoute();
  const unit = useResource<Unit>(`/units/${params["id"]}`);
  const tab = params["tab"] ?? "tong-quan";
  if (!unit.data) {
    return (
      <Page title={text.overview} failed={!!unit.error}>
        <Await of={unit}>{() => null}</Await>
      </Page>
    );
  }
  return <UnitPage key={unit.data.id} unit={unit.data} tab={tab} onChange={unit.put} onReload={unit.reload} />;
}

interface UnitPageProps {
  unit: Unit;
  tab: string;
  onChange: (unit: Unit, etag: string | null) => void;
  onReload: () => void;
}

function UnitPage(props: UnitPageProps) {
  const { unit, tab } = props;
  const above = unit.path.filter((step) => step.id !== unit.id);
  const book = actOf(unit, "open_chapter_book");
  return (
    <Page
      title={unit.name}
      above={<Breadcrumb path={above} />}
      actions={unit.closed_on ? <UnitActs {...props} /> : <UnitActions {...props} />}
      below={<UnitHead unit={unit} />}
    >
      <WorkStrip unitId={unit.id} />
      <Tabs
        label={text.tabs}
        items={[
          { href: unitUrl(unit.id), title: text.overview, current: tab === "tong-quan" },
          {
            href: unitUrl(unit.id, "doan-vien"),
            title: text.memberTab,
            current: tab === "doan-vien",
            count: unit.member_count,
          },
          ...(unit.child_count > 0
            ? [
                {
                  href: unitUrl(unit.id, "don-vi-con"),
                  title: text.childTab,
                  current: tab === "don-vi-con",
                  count: unit.child_count,
                },
              ]
            : []),
          {
            href: unitUrl(unit.id, "can-bo"),
            title: text.officerTab,
            current: tab === "can-bo",
            count: unit.officers.length,
          },
          { href: unitUrl(unit.id, "ho-so"), title: text.caseTab, current: tab === "ho-so" },
          { href: unitUrl(unit.id, "van-ban"), title: nav.documents, current: tab === "van-ban" },
          ...(actOf(unit, "open_training_items")
            ? [{ href: unitUrl(unit.id, "ren-luyen"), title: unitTraining.title, current: tab === "ren-luyen" }]
            : []),
          ...(book
            ? [{ href: withQuery("/so-sach/chapter", { "don-vi": unit.id }), title: book.label, current: false }]
            : []),
          ...(isOfficer.value ? [{ href: `/doan-phi/${unit.id}`, title: nav.fees, current: false }] : []),
        ]}
      />
      <UnitTab key={tab} {...props} />
    </Page>
  );
}

function UnitTab(props: UnitPageProps) {
  const { unit, tab, onChange, onReload } = props;
  switch (tab) {
    case "doan-vien":
      return <Lazy load={() => import("../members/member-list")} props={{ unitId: unit.id }} rows={6} />;
    case "don-vi-con":
      return <Children {...props} />;
    case "can-bo":
      return <Lazy load={() => import("./unit-officers")} props={{ unit, onChange, onReload }} />;
    case "ho-so":
      return <Lazy load={() => import("../cases/case-list")} props={{ unitId: unit.id }} rows={6} />;
    case "van-ban":
      return <Lazy load={() => import("./unit-papers")} props={{ unit }} />;
    case "ren-luyen":
      return <Lazy load={() => import("./unit-training")} props={{ unit }} />;
    default:
      return (
        <div class="stack">
          {!!unit.unconfirmed_count && (
            <p class="box box-gold">
              {text.unconfirmed(unit.unconfirmed_count)}{" "}
              <a href={withQuery("/doan-vien", { don_vi: unit.id, luu_y: "chua-xac-nhan" })}>{text.seeUnconfirmed}</a>
            </p>
          )}
          <Warnings title={text.warnings} items={unit.warnings} />
          <Statistics unit={unit} />
        </div>
      );
  }
}

function UnitActions(props: UnitPageProps) {
  const { unit } = props;
  const invite = actOf(unit, "invite_members");
  return (
    <>
      <UnitActs {...props} />
      {actOf(unit, "import_members") && (
        <a class="button" href={withQuery("/nhap-excel", { don_vi: unit.id })}>
          <FileSpreadsheet size={20} aria-hidden="true" /> {text.importExcel}
        </a>
      )}
      {invite && (
        <a class="button" href={unitUrl(unit.id, "phieu-moi")}>
          <QrCode size={20} aria-hidden="true" /> {invite.label}
        </a>
      )}
      {isOfficer.value && (
        <a class="button button-primary" href={withQuery("/ho-so/moi", { don_vi: unit.id })}>
          <FilePlus2 size={20} aria-hidden="true" /> {text.openCase}
        </a>
      )}
    </>
  );
}

function UnitHead({ unit }: { unit: Unit }) {
  const secretary = unit.officers[0];
  return (
    <>
      <p class="page-facts">
        {unit.kind_title && <span>{unit.kind_title}</span>}
        <span>
          {text.code} {unit.code}
        </span>
        {secretary && (
          <span>
            {capital(secretary.title)}: <strong>{officerName(secretary)}</strong>
          </span>
        )}
        {secretary?.until && (
          <span>
            {text.termEnd} {day(secretary.until)}
          </span>
        )}
      </p>
      {unit.closed_on && (
        <p class="box box-gold">
          {text.closed(day(unit.closed_on))}{" "}
          {unit.successor && <a href={unitUrl(unit.successor.id)}>{text.successor(unit.successor.name)}</a>}
        </p>
      )}
    </>
  );
}

function Children(props: UnitPageProps) {
  const { values, change, clear } = useFilters(["q"] as const);
  const list = usePages<UnitItem>(withQuery(`/units/${props.unit.id}/children`, { q: values.q, count: "exact" }), 100);
  return (
    <div class="stack">
      <NotSubmitted unitId={props.unit.id} />
      <div class="buttons">
        <UnitActButton {...props} name="create_unit" />
      </div>
      <ListTools list={list} search={{ label: text.childSearch, value: values.q, onChange: (q) => change({ q }) }} />
      <Paged
        list={list}
        count={text.children}
        empty={{ drawing: "flag", title: text.noChildren, text: text.noChildrenText }}
        noMatch={!!values.q && { title: text.noMatch, text: text.noMatchText, clear: text.clearSearch, onClear: clear }}
      >
        {(items) => (
          <Rows items={items} even>
            {(unit) => (
              <UnitRow unit={{ ...unit, parent_name: unit.child_count ? text.childCount(unit.child_count) : null }} />
            )}
          </Rows>
        )}
      </Paged>
    </div>
  );
}
