"""`./doanso admin create`, `officer` and `invite LOGIN`: how administrators and a new province's first officer come in.

Whoever can run this holds the machine and its databases; there is no other way to a first account. An administrator appoints
nobody: the first officer of the province comes in here, and appoints the others. A link is told once, on standard output, and
lets its bearer choose a password.
"""

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from sqlalchemy import exists, or_, select

from services.kit import ids, settings
from services.kit.database import Database
from services.kit.faults import Conflict, Fault, Invalid, NotFound
from services.members.accounts.actions import give_invitation
from services.members.accounts.tables import accounts, invitations
from services.members.actions import announcing
from services.members.domain import days, identity, names
from services.members.domain import units as rules
from services.members.domain.positions import Position
from services.members.domain.readings import Reading
from services.members.domain.units import Unit
from services.members.store import Tx
from services.members.stores.people import Person
from services.members.tables import people, units

T = TypeVar("T")
PROVINCE_KIND = "TINH_DOAN"


@dataclass(frozen=True, kw_only=True)
class Newcomer:
    """Who becomes an administrator, or the province's first officer."""

    full_name: str
    sex: str
    born_on: date


def create(tx: Tx, newcomer: Newcomer, *, province: str) -> dict[str, str]:
    """The person may choose a password and then administer; the province stands, founded now where there was none."""
    _ensure_province(tx, name=province)
    person = _entered(tx, newcomer, reason="Quản trị hệ thống, lập khi cài đặt")
    tx.record("administrator.create", subject_id=person.id)
    return _invited(tx, person.id, login=str(person.code), is_admin=True)


def appoint_first_officer(tx: Tx, newcomer: Newcomer, *, province: str) -> dict[str, str]:
    """The person is the province's secretary and may choose a password. Raises Conflict("province-has-officers") where it has any."""
    unit_id = _ensure_province(tx, name=province)
    if any(held.role == "PROVINCE_OFFICER" for held in tx.positions.at(unit_id, on=tx.today)):
        text = "Cấp tỉnh đã có cán bộ đương nhiệm."
        raise Conflict(
            "province-has-officers", text=text, mend="Cán bộ đó bổ nhiệm những người khác trên màn hình đơn vị."
        )
    person = _entered(tx, newcomer, reason="Bí thư cấp tỉnh, lập khi cài đặt")
    position = Position(
        id=ids.new(),
        person_id=person.id,
        unit_id=unit_id,
        role="PROVINCE_OFFICER",
        code="BT",
        from_on=tx.today,
        until=None,
    )
    tx.positions.add(position)
    after = announcing.position_copy(position)
    tx.record("position.appoint", subject_id=person.id, unit_id=unit_id, after=after)
    announcing.positions_changed(tx, [position])
    return _invited(tx, person.id, login=str(person.code), is_admin=False)


def _entered(tx: Tx, newcomer: Newcomer, *, reason: str) -> Person:
    person = tx.people.add(
        {
            "code": tx.people.next_codes(1, district_seq=0, year=tx.today.year)[0],
            "full_name": names.tidy(newcomer.full_name),
            "sex": newcomer.sex,
            "born_on": newcomer.born_on,
            "status": "MATURED",
            "status_on": tx.today,
            "status_reason": reason,
            "origin": "install",
        }
    )
    announcing.people_changed(tx, [person])
    return person


def invite(tx: Tx, *, login: str) -> dict[str, str]:
    """An administrator's new link, also before the first was used. Raises NotFound("unknown-account") for anybody else."""
    administers = exists().where(invitations.c.person_id == people.c.id, invitations.c.is_admin)
    holds = exists().where(accounts.c.person_id == people.c.id, accounts.c.is_admin)
    person_id = tx.execute(select(people.c.id).where(people.c.code == login, or_(administers, holds))).scalar()
    if person_id is None:
        raise NotFound(
            "unknown-account",
            text=f"Không có người quản trị nào đăng nhập bằng “{login}”.",
            mend="Kiểm tra lại tên đăng nhập.",
        )
    return _invited(tx, person_id, login=login, is_admin=True)


def _invited(tx: Tx, person_id: UUID, *, login: str, is_admin: bool) -> dict[str, str]:
    given = give_invitation(tx, person_id=person_id, is_admin=is_admin)
    return {"login": login, "link": f"{settings.read().public_url}/moi/{given['token']}"}


def _ensure_province(tx: Tx, *, name: str) -> UUID:
    tx.units.lock_tree()
    standing: UUID | None = tx.execute(select(units.c.id).where(units.c.level == "PROVINCE")).scalar()
    if standing is not None:
        return standing
    key = ids.new()
    unit = Unit(
        id=key,
        code="24",
        name=rules.checked_name(name),
        level="PROVINCE",
        kind=PROVINCE_KIND,
        seq=None,
        abbr="TĐTN",
        place=names.tidy(name.removeprefix("Tỉnh đoàn")),
        upper_power=True,
        is_digital=False,
        term_code=f"{tx.today.year - (tx.today.year - 2022) % 5}-{tx.today.year - (tx.today.year - 2022) % 5 + 5}",
        parent_id=None,
        path=rules.label(key),
        opened_on=tx.today,
        closed_on=None,
        successor_id=None,
        version=1,
    )
    tx.units.add(unit, decision_no=None)
    tx.record("unit.create", subject_id=unit.id, unit_id=unit.id, after=unit.copy())
    announcing.units_changed(tx, [unit])
    return unit.id


# ---------------------------------------------------------------- the command


def main(words: list[str]) -> int:
    """0 when the link was told."""
    given = _parser().parse_args(words)
    database: Database[Tx] = Database(settings.read(), "members", Tx)
    try:
        with database.transaction() as tx:
            told = invite(tx, login=given.login) if given.verb == "invite" else _added(tx, given)
    except Fault as fault:
        sys.stderr.write(f"✗ {_words_of(fault)}\n")
        return 1
    sys.stdout.write(f"Tên đăng nhập: {told['login']}\nLiên kết đặt mật khẩu, dùng một lần: {told['link']}\n")
    return 0


def _added(tx: Tx, given: argparse.Namespace) -> dict[str, str]:
    newcomer = Newcomer(
        full_name=_checked_name(_asked(given.name, "Họ và tên: ")),
        sex=_read(identity.read_sex, _asked(given.sex, "Giới tính (Nam/Nữ): ")),
        born_on=_read(
            lambda text: days.read_day(text, today=tx.today), _asked(given.born, "Ngày sinh (ngày/tháng/năm): ")
        ).on,
    )
    add = appoint_first_officer if given.verb == "officer" else create
    return add(tx, newcomer, province=given.province)


def _asked(given: str | None, question: str) -> str:
    """What the command line says, else what the person at the terminal answers."""
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise Invalid(errors={"": ["Thiếu thông tin: cần --name, --sex và --born khi không có bàn phím."]})
    sys.stderr.write(question)
    sys.stderr.flush()
    return sys.stdin.readline().strip()


def _checked_name(text: str) -> str:
    if len(names.tidy(text)) < 2:
        raise Invalid(errors={"name": ["Họ và tên quá ngắn. Nhập họ và tên đầy đủ."]})
    return names.tidy(text)


def _read(read: Callable[[str], Reading[T]], text: str) -> T:
    reading = read(text)
    if reading.value is None:
        raise Invalid(errors={"": [problem.text for problem in reading.problems]})
    return reading.value


def _words_of(fault: Fault) -> str:
    errors = fault.fields.get("errors", {})
    texts = [text for field in errors.values() for text in field]
    return " ".join(texts) or str(fault.fields.get("text", fault.code))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./doanso admin")
    verbs = parser.add_subparsers(dest="verb", required=True)
    for verb, what in (("create", "một người quản trị mới"), ("officer", "Bí thư đầu tiên của cấp tỉnh")):
        added = verbs.add_parser(verb, help=what)
        added.add_argument("--name", help="họ và tên")
        added.add_argument("--sex", help="Nam hoặc Nữ")
        added.add_argument("--born", help="ngày/tháng/năm sinh")
        added.add_argument("--province", default="Tỉnh đoàn Bắc Giang", help="tên cấp tỉnh, khi chưa có đơn vị nào")
    verbs.add_parser("invite", help="liên kết mới cho người quản trị").add_argument("login")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
