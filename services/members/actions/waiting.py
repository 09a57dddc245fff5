"""What waits for an officer in the registry, fees and reports, beside the cases of workflows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, exists, func, or_, select

from services.kit import clock
from services.kit.policy import Subject, is_allowed, require, visible
from services.members.actions.units import reference
from services.members.domain.units import Unit
from services.members.edit_requests import queries as edit_requests
from services.members.fees.domain import RemittanceState
from services.members.fees.tables import fee_remittances
from services.members.figures import periods, reports, submissions
from services.members.figures.drafting import asked_of
from services.members.figures.tables import report_submissions
from services.members.policy import POLICY
from services.members.queries import duplicates
from services.members.store import Tx
from services.members.tables import people, units

_SENT, _LATER = report_submissions, report_submissions.alias("later")
_PAID = fee_remittances.c
_FAR = date.max
_MOST_NAMED = 2


@dataclass(frozen=True)
class Waiting:
    """Things of one kind at one unit. noun: what is counted. people: whom they are about, where they are told by name."""

    kind: str
    unit: Unit
    act: str
    count: int
    noun: str
    period: str | None = None
    since: datetime | None = None
    due_on: date | None = None
    note: str | None = None
    people: tuple[str, ...] = ()

    @property
    def subjects_text(self) -> str:
        """Whom or how many it concerns."""
        if not self.people:
            return f"{self.count:,} {self.noun}".replace(",", ".")
        named, others = self.people[:_MOST_NAMED], len(self.people) - _MOST_NAMED
        return ", ".join(named) + (f" và {others} người khác" if others > 0 else "")


def list_waiting_work(tx: Tx) -> dict[str, Any]:
    """Everything that waits for an office of the caller's, the most urgent first."""
    require(POLICY, tx, "work.view", of=Subject())
    own = [tx.units.get(key) for key in sorted(tx.actor.unit_ids(on=tx.today))]
    open_units = [unit for unit in own if unit.is_open(tx.today)]
    found = [each for unit in open_units for each in _at(tx, unit)]
    if open_units:
        found += _of_people(tx, open_units[0])
    found.sort(key=lambda each: (each.due_on or _FAR, each.kind, each.unit.id))
    return {"items": [_serialize_item(tx, each) for each in found]}


def _serialize_item(tx: Tx, each: Waiting) -> dict[str, Any]:
    return {
        "id": ":".join((each.kind, str(each.unit.id), each.period or "")),
        "kind": each.kind,
        "title": f"{each.act} · {each.subjects_text}",
        "unit": reference(each.unit),
        "period": each.period,
        "count": each.count,
        "note": each.note,
        "since": each.since,
        "due_at": each.due_on and datetime.combine(each.due_on, time.max, tzinfo=clock.UNION_ZONE),
        "overdue": each.due_on is not None and each.due_on < tx.today,
    }


def _at(tx: Tx, unit: Unit) -> Iterator[Waiting]:
    subject = Subject(unit.id)
    if is_allowed(POLICY, tx, "report.accept", of=subject):
        yield from _reports_to_accept(tx, unit)
    if is_allowed(POLICY, tx, "report.submit", of=subject):
        yield from _reports_to_mend(tx, unit)
        yield from _reports_to_submit(tx, unit)
    if is_allowed(POLICY, tx, "edit_request.decide", of=subject):
        yield from _edit_requests(tx, unit)
    if is_allowed(POLICY, tx, "fee.confirm", of=subject):
        yield from _remittances(
            tx,
            unit,
            _PAID.to_unit_id,
            RemittanceState.DECLARED,
            "remittance_to_confirm",
            "Xác nhận đoàn phí cấp dưới nộp",
        )
    if is_allowed(POLICY, tx, "fee.remit", of=subject):
        yield from _remittances(
            tx, unit, _PAID.from_unit_id, RemittanceState.DISPUTED, "remittance_to_mend", "Xử lý đoàn phí nộp chưa khớp"
        )


# ---------------------------------------------------------------- reports


def _title_of(period: str) -> str:
    title = periods.period_of(period).title
    return title[:1].lower() + title[1:]


def _reports_to_accept(tx: Tx, unit: Unit) -> Iterator[Waiting]:
    """What units below have submitted and nobody has looked at, period by period; of a province its own as well."""
    sent, sender = _SENT.c, units.alias("sender")
    is_received = or_(sender.c.parent_id == unit.id, and_(sender.c.id == unit.id, sender.c.parent_id.is_(None)))
    counted = (
        func.count(sent.unit_id.distinct()).label("units"),
        func.min(sent.submitted_at).label("since"),
        func.max(sent.due_on).label("due_on"),
    )
    asked = select(sent.period, *counted).select_from(_SENT.join(sender, sender.c.id == sent.unit_id))
    waiting = asked.where(is_received, sent.accepted_at.is_(None), sent.returned_at.is_(None)).group_by(sent.period)
    rules = tx.rules.on(tx.today).values
    for row in tx.execute(waiting):
        period = periods.period_of(row.period)
        is_own = period.kind in periods.kinds_of(unit.level, rules)
        yield Waiting(
            "report_to_accept",
            unit,
            f"Duyệt báo cáo {_title_of(row.period)}",
            row.units,
            "đơn vị",
            period=row.period,
            since=row.since,
            due_on=periods.due_on(unit.level, period, rules) if is_own else row.due_on,
        )


def _reports_to_mend(tx: Tx, unit: Unit) -> Iterator[Waiting]:
    """What came back and has not been submitted again."""
    sent = _SENT.c
    rows: Sequence[Row[Any]] = tx.execute(
        select(sent.period, sent.report, sent.returned_at, sent.return_reason, sent.due_on)
        .where(sent.unit_id == unit.id, sent.returned_at.is_not(None), ~exists().where(_is_later()))
        .order_by(sent.period, sent.returned_at.desc())
    ).all()
    for period in dict.fromkeys(row.period for row in rows):
        back = [row for row in rows if row.period == period]
        yield Waiting(
            "report_to_mend",
            unit,
            f"Sửa, nộp lại báo cáo {_title_of(period)}",
            len(back),
            "báo cáo bị trả lại",
            period=period,
            since=back[0].returned_at,
            due_on=back[0].due_on,
            note=back[0].return_reason,
        )


def _is_later() -> ColumnElement[bool]:
    """Another snapshot of the same report came after it."""
    sent, later = _SENT.c, _LATER.c
    same = and_(later.unit_id == sent.unit_id, later.report == sent.report, later.period == sent.period)
    return and_(same, later.submitted_at > sent.submitted_at)


def _reports_to_submit(tx: Tx, unit: Unit) -> Iterator[Waiting]:
    """What is asked of the unit for the last period and was never submitted."""
    rules = tx.rules.on(tx.today).values
    period = periods.latest(periods.kinds_of(unit.level, rules), tx.today, rules)
    if period is None:
        return
    asked = asked_of(tx, unit, period)
    if not asked.is_asked_for or submissions.refusals(asked, kept=None):
        return
    there = {row.report for row in tx.submissions.of([unit.id], period.code, None)}
    missing = [code for code in reports.SUBMITTED if code not in there]
    if missing:
        yield Waiting(
            "report_to_submit",
            unit,
            f"Nộp báo cáo {_title_of(period.code)}",
            len(missing),
            "báo cáo",
            period=period.code,
            since=datetime.combine(periods.opens_on(period, rules), time.min, tzinfo=clock.UNION_ZONE),
            due_on=asked.due_on,
        )


# ---------------------------------------------------------------- fees, people


def _remittances(
    tx: Tx, unit: Unit, side: ColumnElement[Any], state: RemittanceState, kind: str, act: str
) -> Iterator[Waiting]:
    since = func.min(func.coalesce(_PAID.settled_at, _PAID.declared_at)).label("since")
    asked = select(func.count().label("number"), since).where(side == unit.id, _PAID.state == state.value)
    found = tx.execute(asked).one()
    if found.number:
        yield Waiting(kind, unit, act, found.number, "khoản", since=found.since)


def _edit_requests(tx: Tx, unit: Unit) -> Iterator[Waiting]:
    """What members asked to have changed in their files, where nobody nearer to them may decide."""
    found = edit_requests.waiting_at(tx, unit.id)
    if found:
        names = tuple({row.person_id: row.full_name for row in found}.values())
        since = found[0].requested_at
        act = "Sửa thông tin"
        yield Waiting("edit_requests_to_decide", unit, act, len(found), "mục", since=since, people=names)


def _of_people(tx: Tx, unit: Unit) -> Iterator[Waiting]:
    """Of everybody whom the caller's offices reach, told once. unit: under which of these it stands."""
    entered = people.c.flags.contains(["unconfirmed"])
    mine = visible(POLICY, tx, "member.confirm", unit=people.c.unit_id)
    number = tx.execute(select(func.count()).select_from(people).where(entered, mine)).scalar_one()
    if number:
        yield Waiting("members_to_confirm", unit, "Xác nhận đoàn viên chi đoàn tự nhập", number, "người")
    pairs = duplicates.count(tx, is_settled=False)
    if pairs:
        yield Waiting("pairs_to_compare", unit, "So hồ sơ có thể trùng", pairs, "cặp")
