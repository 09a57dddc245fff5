"""What happened to a member, their card, who looked at their data, and who may do what."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from services.contracts.titles import STATUS_TITLES
from services.kit import actor as tokens
from services.kit.faults import Conflict, NotFound, Unauthenticated
from services.kit.policy import Rule, Subject, refusal, require
from services.members.actions import cursors
from services.members.actions.members import subject_of, visible_person
from services.members.domain import acts, cards, lists, positions, profile
from services.members.domain.identity import SEXES
from services.members.domain.memberships import IN_FORCE
from services.members.domain.names import sort_key
from services.members.figures import book
from services.members.policy import POLICY
from services.members.queries import discipline
from services.members.queries import records as queries
from services.members.queries.members import Place
from services.members.store import Tx

CARD_LIFE_S = 400 * 86_400
_WHY = {
    "admit": "Vào Đoàn, sinh hoạt tại",
    "transfer": "Chuyển sinh hoạt đến",
    "import": "Có trong danh sách của",
    "seed": "Sinh hoạt tại",
    "come_back": "Từ tỉnh khác đến, sinh hoạt tại",
    "merge": "Đơn vị sáp nhập, sinh hoạt tại",
    "split": "Đơn vị chia tách, sinh hoạt tại",
    "restore": "Được khôi phục, sinh hoạt tại",
}


# ---------------------------------------------------------------- timeline


def get_timeline(tx: Tx, *, member_id: UUID) -> dict[str, Any]:
    """What happened to a member, newest first; confidential lines only for those who may see discipline."""
    person = visible_person(tx, tx.people.get(member_id))
    may_see_all = discipline.may_see(tx, person_id=person.id, unit_id=person.unit_id)
    lines = [
        *(line for row in queries.stretches(tx, person.id) for line in _stretch_lines(row)),
        *(line for row in queries.offices(tx, person.id) for line in _office_lines(row)),
        *(_record_line(row) for row in queries.lines(tx, person.id) if may_see_all or not book.is_guarded(row)),
    ]
    return {"items": sorted(lines, key=lambda line: (line["on"] or date.min, line["kind"]), reverse=True)}


def _line(
    kind: str, title: str, on: date | None, detail: str | None = None, number: str | None = None
) -> dict[str, Any]:
    return {"kind": kind, "title": title, "on": on, "detail": detail, "number": number}


def _stretch_lines(row: Row[Any]) -> Iterator[dict[str, Any]]:
    yield _line(
        "membership", f"{_WHY.get(row.why, 'Sinh hoạt tại')} {row.unit_name}", row.valid.lower, None, row.decision_no
    )
    if row.ended_as is not None and row.valid.upper is not None:
        yield _line("membership", STATUS_TITLES[row.ended_as], row.valid.upper, row.unit_name)


def _office_lines(row: Row[Any]) -> Iterator[dict[str, Any]]:
    title = positions.title_of(row.code)
    until = f"đến {row.until:%d/%m/%Y}" if row.until else None
    yield _line("position", f"{title} {row.unit_name}", row.from_on, until, row.decision_no)


def _record_line(row: Row[Any]) -> dict[str, Any]:
    revoked = f"Đã thu hồi ngày {row.revoked_on:%d/%m/%Y}" if row.revoked_on else None
    line = _line(row.process, row.title, row.happened_on, revoked or f"Hồ sơ {row.case_number}", row.document_number)
    return line | {"case_id": row.case_id, "document_id": row.document_id, "confidential": row.confidential}


# ---------------------------------------------------------------- card


def get_card(tx: Tx, *, member_id: UUID | None) -> dict[str, Any]:
    """The e-card; its QR text is signed, and verifies without a network."""
    wanted = member_id or tx.actor.person_id
    if wanted is None:
        raise Unauthenticated("sign-in-required")
    person = visible_person(tx, tx.people.get(wanted))
    require(POLICY, tx, "member.view_card", of=subject_of(person))
    if person.code is None or person.status not in IN_FORCE:
        status = STATUS_TITLES.get(person.status, person.status)
        raise Conflict(
            "no-card",
            text=f"Người này đang ở trạng thái “{status}”; chỉ đoàn viên đang sinh hoạt, đã có mã mới có thẻ.",
            mend="Xem quá trình trong sổ đoàn viên.",
        )
    unit = None if person.unit_id is None else tx.units.get(person.unit_id)
    card_no = person.columns["card_no"]
    claims = cards.card_claims(person_id=person.id, code=person.code, card_no=card_no)
    return {
        "id": person.id,
        "code": person.code,
        "card_no": card_no,
        "card_on": person.columns["card_on"],
        "full_name": person.full_name,
        "born_on": person.born_on,
        "unit": unit and {"id": unit.id, "name": unit.name, "level": unit.level},
        "joined_on": person.columns["joined_on"],
        "has_photo": person.columns["photo_digest"] is not None,
        "state": "suspended" if "suspended" in discipline.flags_shown(tx, [person])[person.id] else "valid",
        "qr": tokens.sign(claims, lifetime_s=CARD_LIFE_S),
    }


# ---------------------------------------------------------------- access ledger


def list_access_log(tx: Tx, *, limit: int, cursor: str | None, count: str | None) -> dict[str, Any]:
    """Who has seen the caller's sensitive data, newest first."""
    if tx.actor.person_id is None:
        raise Unauthenticated("sign-in-required")
    after = cursors.read(cursor)
    rows = queries.accesses(tx, tx.actor.person_id, after=after.id if after else None, limit=limit + 1)
    titles = {group.code: group.title for group in profile.GROUPS}
    items = [
        {
            "id": row.id,
            "seen_at": row.seen_at,
            "how": row.how,
            "what": [titles.get(code, code) for code in row.what],
            "viewer": {"id": row.viewer_id, "full_name": row.full_name},
            "unit": row.unit_name and {"id": row.viewer_unit_id, "name": row.unit_name},
        }
        for row in rows[:limit]
    ]
    following = cursors.write(Place("", "", rows[limit - 1].id)) if len(rows) > limit else None
    return {"items": items, "next": following, "total": queries.access_count(tx, tx.actor.person_id) if count else None}


# ---------------------------------------------------------------- rights


def get_member_filters(tx: Tx) -> dict[str, Any]:
    """The choices of each filter of a member list."""
    require(POLICY, tx, "rule.view", of=Subject())
    flags = queries.flags(tx)
    return {
        "status": [{"code": code, "label": title} for code, title in STATUS_TITLES.items()],
        "sex": [{"code": code, "label": label} for code, label in SEXES.items()],
        "category": [{"code": choice.code, "label": choice.label} for choice in lists.LISTS["member_category"]],
        "missing": [
            {"code": "any", "label": "Thiếu bất kỳ mục nào"},
            *({"code": field.code, "label": field.title} for field in profile.NEEDED),
        ],
        "flag": [{"code": row.code, "label": row.title} for row in flags],
        "sort": [
            {"code": "name", "label": "Tên A–Y"},
            {"code": "-name", "label": "Tên Y–A"},
            {"code": "born_on", "label": "Lớn tuổi trước"},
            {"code": "-born_on", "label": "Nhỏ tuổi trước"},
            {"code": "-joined_on", "label": "Mới vào Đoàn trước"},
        ],
    }


def explain_permission(tx: Tx, *, action: str, unit_id: UUID | None) -> dict[str, Any]:
    """Whether the caller may do the action at the unit, why, and who may."""
    require(POLICY, tx, "permission.explain", of=Subject())
    rules = POLICY.by_action.get(action)
    if rules is None:
        raise NotFound("action-unknown")
    reason = refusal(POLICY, tx, action, of=Subject(unit_id, person_id=None))
    lines = [
        {
            "roles": list(rule.roles),
            "where": rule.where.value,
            "text": acts.sentence(rule.roles, rule.where.value),
            "held": _held(tx, rule),
        }
        for rule in rules
    ]
    title = acts.RIGHTS.get(action, action)
    unit = tx.units.get(unit_id).name if unit_id is not None else None
    text = _answer(title, reason, unit)
    return {"action": action, "title": title, "allowed": reason is None, "reason": reason, "text": text, "rules": lines}


def _answer(title: str, reason: str | None, unit: str | None) -> str:
    """Yes or no, and why, in a sentence."""
    at = f" tại {unit}" if unit else ""
    if reason is None:
        return f"Được. Bạn làm được việc “{title}”{at}."
    if reason == "no-role":
        return f"Không được. Chức vụ bạn đang giữ không có quyền “{title}”."
    if unit is None:
        return f"Được ở một số nơi. Chọn đơn vị để biết bạn có làm được việc “{title}” ở đó không."
    return f"Không được. Bạn có quyền “{title}”, nhưng không có ở {unit}."


def _held(tx: Tx, rule: Rule) -> list[str]:
    """The caller's own offices by which the line applies to them, with the last day."""
    held = [position for position in tx.actor.positions if position.role in rule.roles]
    names = {unit.id: unit.name for unit in (tx.units.get(position.unit_id) for position in held)}
    return [
        f"{positions.title_of(position.code)} {names[position.unit_id]}"
        + (f", đến {position.until:%d/%m/%Y}" if position.until else "")
        for position in held
        if position.until is None or position.until >= tx.today
    ]


def list_permissions(tx: Tx) -> dict[str, Any]:
    """Every right by name, and whether the caller has it anywhere."""
    require(POLICY, tx, "permission.explain", of=Subject())
    items = [
        {"action": action, "title": acts.RIGHTS.get(action, action), "allowed": _is_held(tx, action)}
        for action in POLICY.by_action
    ]
    return {"items": sorted(items, key=lambda item: sort_key(str(item["title"])))}


def _is_held(tx: Tx, action: str) -> bool:
    return refusal(POLICY, tx, action, of=Subject(person_id=tx.actor.person_id)) != "no-role"
