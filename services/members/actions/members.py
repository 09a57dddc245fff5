"""A member's file: looked at, mended, confirmed."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from services.contracts.titles import STATUS_TITLES
from services.kit import settings
from services.kit.faults import Conflict, Invalid, NotFound
from services.kit.files import Files
from services.kit.policy import Subject, is_allowed, require
from services.members.actions import announcing
from services.members.domain import identity, lists, positions, profile, wording
from services.members.domain.memberships import IN_FORCE
from services.members.domain.profile import Field, Group
from services.members.policy import POLICY
from services.members.queries import badges, discipline
from services.members.store import Tx
from services.members.stores.people import Person

TAKEN_TEXT = "Số CCCD này đã có trong hệ thống. Kiểm tra lại số, hoặc đề nghị cấp trên đối chiếu."
MERGED_TITLE = "Đã gộp vào hồ sơ khác"
PICTURES = frozenset({"image/jpeg", "image/png", "image/webp"})
LARGEST_PICTURE = 5 * 1024 * 1024
SETTLED_TEXT = (
    "Mục này đã chốt theo quyết định hoặc xác nhận của cấp trên nên chi đoàn không sửa được. Đề nghị Đoàn cấp trên sửa."
)
OWN_FILE = {
    "text": "Không ai tự sửa hồ sơ của chính mình.",
    "mend": "Mở hồ sơ của bạn, bấm “Đề nghị sửa” ở mục cần sửa; cán bộ khác sẽ duyệt.",
}
_ACTIONS = (
    ("member.edit", "update_member", "Sửa hồ sơ"),
    ("member.view_card", "view_card", "Thẻ đoàn viên"),
    ("member.confirm", "confirm_member", "Xác nhận đoàn viên"),
    ("account.invite", "invite", "Mời dùng tài khoản"),
)


def subject_of(person: Person) -> Subject:
    """Where a person belongs, for the policy."""
    return Subject(person.unit_id, person_id=person.id)


def visible_person(tx: Tx, person: Person) -> Person:
    """The person, when the caller may see them. Raises NotFound("member-unknown"): to others they do not exist."""
    if not is_allowed(POLICY, tx, "member.view", of=subject_of(person)):
        raise NotFound("member-unknown")
    return person


# ---------------------------------------------------------------- looking


def get_member(tx: Tx, *, member_id: UUID, reveal: list[str]) -> dict[str, Any]:
    """One member's file; groups named in `reveal` are shown and their showing is written down."""
    person = visible_person(tx, tx.people.get(member_id))
    shown = _revealed(tx, person, frozenset(reveal))
    if shown and person.id != tx.actor.person_id:
        tx.people.note_access([person.id], how="view", what=shown)
    return view(tx, person, revealed=shown)


def _revealed(tx: Tx, person: Person, asked: frozenset[str]) -> frozenset[str]:
    """The groups asked for. Raises Invalid for one nobody knows, Denied for one that is not the caller's to see."""
    known = {group.code: group for group in profile.GROUPS if group.action != profile.OPEN}
    wanted = frozenset(known) if "all" in asked else asked
    if not wanted <= frozenset(known):
        raise Invalid(errors={"reveal": ["Không có nhóm thông tin này."]})
    for code in sorted(wanted):
        require(POLICY, tx, known[code].action, of=subject_of(person))
    return wanted


def view(tx: Tx, person: Person, *, revealed: frozenset[str] = frozenset()) -> dict[str, Any]:
    """The file as its reader may see it."""
    unit = None if person.unit_id is None else tx.units.get(person.unit_id)
    is_merged = person.columns["merged_into"] is not None
    can_edit = not is_merged and _may_edit(tx, person)
    columns = person.columns
    return {
        **{name: columns[name] for name in ("id", "code", "full_name", "born_on", "born_precision", "sex", "status")},
        **{name: columns[name] for name in ("card_no", "completeness", "joined_on", "version")},
        "status_title": MERGED_TITLE if is_merged else STATUS_TITLES[person.status],
        "flags": discipline.flags_shown(tx, [person])[person.id],
        "badges": badges.of(tx, person),
        "unit": unit and {"id": unit.id, "name": unit.name, "level": unit.level},
        "has_photo": columns["photo_digest"] is not None,
        "groups": [_group(tx, person, group, revealed=revealed, can_edit=can_edit) for group in profile.GROUPS],
        "positions": list(_positions(tx, person)),
        "allowed_actions": [] if is_merged else _allowed_actions(tx, person),
        "warnings": [] if is_merged else _warnings(tx, person),
        "merged_into": _find_merge_target(tx, person) if is_merged else None,
    }


def _may_edit(tx: Tx, person: Person) -> bool:
    is_own = person.id == tx.actor.person_id
    return not is_own and is_allowed(POLICY, tx, "member.edit", of=subject_of(person))


def _find_merge_target(tx: Tx, person: Person) -> dict[str, Any] | None:
    """The file that this one was merged into, for those who may see it."""
    kept = tx.people.get(person.columns["merged_into"])
    if not is_allowed(POLICY, tx, "member.view", of=subject_of(kept)):
        return None
    return {"id": kept.id, "full_name": kept.full_name, "code": kept.code}


def _group(tx: Tx, person: Person, group: Group, *, revealed: frozenset[str], can_edit: bool) -> dict[str, Any]:
    may_see = is_allowed(POLICY, tx, group.action, of=subject_of(person))
    is_own = person.id == tx.actor.person_id
    # What is one's own needs no curtain; contacts are what officers come for, but their showing is written down.
    masked = group.action != profile.OPEN and not is_own and group.code not in revealed
    fields = [field for field in profile.FIELDS.values() if field.group == group.code]
    kept_out = settled_for(tx, person)
    return {
        "code": group.code,
        "title": group.title,
        "sensitive": group.action != profile.OPEN,
        "masked": masked,
        "can_reveal": masked and may_see,
        "fields": [
            _field(person, field, masked=masked, can_edit=can_edit and may_see and field.code not in kept_out)
            for field in fields
        ],
    }


def settled_for(tx: Tx, person: Person) -> frozenset[str]:
    """Fields that the caller may not change any more."""
    found = profile.settled(person.columns)
    return frozenset() if found and is_allowed(POLICY, tx, "member.correct", of=subject_of(person)) else found


def _field(person: Person, field: Field, *, masked: bool, can_edit: bool) -> dict[str, Any]:
    value = person.value(field)
    is_empty = value in (None, "", [])
    shown = (
        {"value": None, "display": "" if is_empty else wording.masked(field, value)}
        if masked
        else _plain(person, field, value)
    )
    described = {"code": field.code, "title": field.title, "kind": field.kind, "missing": field.needed and is_empty}
    is_editable = can_edit and not masked and not field.read_only
    return described | shown | _options(field, shown["value"]) | {"needed": field.needed, "editable": is_editable}


def _options(field: Field, value: Any) -> dict[str, Any]:
    """What may be chosen; words from before the list, or beside it, can stay."""
    if field.kind == "sex":
        return {"choices": [{"code": code, "label": label} for code, label in identity.SEXES.items()]}
    choices = lists.LISTS.get(field.code)
    if choices is None:
        return {}
    other = [] if value in (None, *(choice.code for choice in choices)) else [{"code": value, "label": value}]
    return {"choices": [{"code": choice.code, "label": choice.label} for choice in choices] + other}


def _plain(person: Person, field: Field, value: Any) -> dict[str, Any]:
    precision = person.columns["born_precision"]
    kept = str(value) if field.kind == "number_list" and value is not None else value
    return {"value": kept, "display": wording.display(field, value, precision=precision)}


def _positions(tx: Tx, person: Person) -> Iterable[dict[str, Any]]:
    held = [each for each in tx.positions.reaching(person.id, on=tx.today) if each.from_on <= tx.today]
    for each in sorted(held, key=lambda position: positions.ORDER.get(position.code, 99)):
        unit = tx.units.get(each.unit_id)
        yield {
            "id": each.id,
            "role": each.role,
            "code": each.code,
            "title": positions.title_of(each.code),
            "unit": {"id": unit.id, "name": unit.name, "level": unit.level},
            "until": each.until,
        }


def _allowed_actions(tx: Tx, person: Person) -> list[dict[str, str]]:
    subject = subject_of(person)
    skipped = set() if "unconfirmed" in person.flags else {"confirm_member"}
    if not _may_edit(tx, person):
        skipped.add("update_member")
    held = tx.positions.reaching(person.id, on=tx.today)
    if not all(is_allowed(POLICY, tx, "account.invite_officer", of=Subject(each.unit_id)) for each in held):
        skipped.add("invite")
    return [
        {"action": action, "label": label}
        for rule, action, label in _ACTIONS
        if action not in skipped and is_allowed(POLICY, tx, rule, of=subject)
    ]


def _warnings(tx: Tx, person: Person) -> list[dict[str, Any]]:
    found = [
        {"code": doubt.code, "text": doubt.text, "mend": "So lại với giấy tờ rồi sửa hồ sơ nếu sai."}
        for doubt in profile.doubts(person.columns, today=tx.today)
    ]
    lacking = profile.missing(person.columns)
    if lacking and person.status in IN_FORCE:
        titles = ", ".join(field.title[0].lower() + field.title[1:] for field in lacking)
        found.append(
            {"code": "incomplete", "text": f"Hồ sơ còn thiếu: {titles}.", "mend": "Bổ sung các mục còn thiếu."}
        )
    if "unconfirmed" in person.flags:
        text = "Đoàn viên do chi đoàn tự nhập, cấp trên chưa xác nhận."
        found.append({"code": "unconfirmed", "text": text, "mend": "Đoàn cấp trên kiểm tra rồi bấm “Xác nhận”."})
    return found


# ---------------------------------------------------------------- changing


def update_member(tx: Tx, *, member_id: UUID, version: int | None, fields_: dict[str, Any]) -> dict[str, Any]:
    """The named fields are as given; others stay.

    Raises Invalid with a text for each wrong field, Stale("member-changed"), Conflict("merged-away" | "own-file").
    """
    person = visible_person(tx, tx.people.lock(member_id, version=version))
    require(POLICY, tx, "member.edit", of=subject_of(person))
    if person.id == tx.actor.person_id:
        raise Conflict("own-file", text=OWN_FILE["text"], mend=OWN_FILE["mend"])
    saved = apply_fields(tx, person, fields_)
    given = {profile.FIELDS[code].group for code in map(profile.code_of, fields_)}
    return view(tx, saved, revealed=frozenset(given))


def apply_fields(tx: Tx, person: Person, fields_: Mapping[str, Any]) -> Person:
    """The person, held already, with the named fields as an officer gives them; written down, and told to others.

    Raises Invalid with a text for each wrong field, Conflict("merged-away"), Denied for a group that is not the caller's.
    """
    if person.columns["merged_into"] is not None:
        raise Conflict("merged-away", text=f"{MERGED_TITLE}.", mend="Sửa ở hồ sơ được giữ lại.")
    draft = profile.read(fields_, current=person.columns, today=tx.today)
    _require_groups(tx, person, fields_)
    changed = _changed_columns(person, draft)
    errors = {**_settled_errors(tx, person, fields_, changed), **draft.errors}
    if errors:
        raise Invalid(errors=errors)
    require_picture(draft.columns.get("photo_digest"))
    if not changed:
        return person
    if changed.get("photo_digest"):
        Files(settings.read()).keep(changed["photo_digest"])
    return save_columns(tx, person, changed)


def save_columns(tx: Tx, person: Person, changed: dict[str, Any]) -> Person:
    """The person with the changed columns; written down, and told to others. Raises Invalid for a citizen id that is taken."""
    saved = _save(tx, person, changed)
    before = {name: person.columns[name] for name in changed}
    tx.record("member.edit", subject_id=person.id, unit_id=person.unit_id, before=before, after=changed)
    announcing.people_changed(tx, [saved])
    return saved


def require_picture(digest: str | None) -> None:
    """Raises Invalid for a file that is not in the store, or is no picture."""
    if digest is None:
        return
    try:
        stored = Files(settings.read()).stored(digest)
    except NotFound:
        raise Invalid(errors={"photo": ["Tệp ảnh không còn trong kho. Chọn lại tệp ảnh."]}) from None
    if stored.media_type not in PICTURES or stored.size > LARGEST_PICTURE:
        raise Invalid(errors={"photo": ["Ảnh phải là JPEG, PNG hoặc WebP, nhiều nhất 5 MB. Chọn ảnh khác."]})


def get_photo(tx: Tx, *, member_id: UUID) -> dict[str, Any]:
    """The member's picture. Raises NotFound("photo-unknown") where there is none."""
    person = visible_person(tx, tx.people.get(member_id))
    digest = person.columns["photo_digest"]
    if digest is None:
        raise NotFound("photo-unknown", text="Đoàn viên này chưa có ảnh.", mend="Chọn ảnh trong phần sửa hồ sơ.")
    stored = Files(settings.read()).stored(digest)
    return {"digest": digest, "name": "anh", "media_type": stored.media_type, "size": stored.size}


def _settled_errors(tx: Tx, person: Person, given: Iterable[str], changed: Mapping[str, Any]) -> dict[str, list[str]]:
    codes = {name: profile.code_of(name) for name in given}
    kept = {code for code in settled_for(tx, person) if profile.FIELDS[code].column in changed}
    return {name: [SETTLED_TEXT] for name, code in codes.items() if code in kept}


def _require_groups(tx: Tx, person: Person, given: Iterable[str]) -> None:
    actions = {group.code: group.action for group in profile.GROUPS}
    touched = {profile.FIELDS[code].group for name in given if (code := profile.code_of(name)) in profile.FIELDS}
    for action in sorted({actions[group] for group in touched}):
        require(POLICY, tx, action, of=subject_of(person))


def _changed_columns(person: Person, draft: profile.Draft) -> dict[str, Any]:
    changed = {name: value for name, value in draft.columns.items() if person.columns[name] != value}
    if "phone" in changed and person.columns["phone_verified"]:
        changed["phone_verified"] = False
    tail = {**person.columns["profile"], **draft.tail}
    if tail != person.columns["profile"]:
        changed["profile"] = {code: value for code, value in tail.items() if value not in (None, [], "")}
    return changed


def _save(tx: Tx, person: Person, changed: dict[str, Any]) -> Person:
    try:
        with tx.savepoint():
            return tx.people.save(person, changed)
    except IntegrityError as error:
        if "citizen_id" not in str(error.orig):
            raise
        # Never who or where: the other may be outside the caller's scope.
        raise Invalid(errors={"citizen_id": [TAKEN_TEXT]}) from None


def confirm_members(tx: Tx, *, member_ids: list[UUID]) -> dict[str, Any]:
    """Members whom a chapter entered itself are confirmed. Confirming again changes nothing."""
    found = tx.people.lock_all(set(member_ids))
    if len(found) != len(set(member_ids)):
        raise NotFound("member-unknown")
    for person in found:
        visible_person(tx, person)
        require(POLICY, tx, "member.confirm", of=subject_of(person))
    waiting = [person for person in found if "unconfirmed" in person.flags]
    saved = [tx.people.save(person, {"flags": sorted(person.flags - {"unconfirmed"})}) for person in waiting]
    for person in saved:
        tx.record("member.confirm", subject_id=person.id, unit_id=person.unit_id, after={"flags": sorted(person.flags)})
    announcing.people_changed(tx, saved)
    return {"ok": True}
