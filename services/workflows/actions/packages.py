"""Transfer packages: sealed by the unit that lets a member go, taken in by another installation that trusts the key."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError

from services.kit import ids, wire
from services.kit.faults import Conflict, Denied, Invalid, NotFound
from services.kit.policy import Subject, is_allowed, require
from services.workflows import signing
from services.workflows.actions import cases as opening
from services.workflows.actions.views import doer_of, may_see, view_of
from services.workflows.domain import forms, packages, relations
from services.workflows.domain import transfer_rules as rules
from services.workflows.domain.view import View
from services.workflows.forms.keys import TrustForm
from services.workflows.policy import POLICY
from services.workflows.sheet_rows import births
from services.workflows.store import Tx
from services.workflows.tables import cases, people, trusted_keys, used_packages


def seal_package(tx: Tx, *, case_id: UUID, person: Mapping[str, Any], history: list[Any]) -> dict[str, Any]:
    """The member's file as the other side may take it in, signed. Only the unit that let the member go seals it.

    person, history: as the registry answered to the same caller, who is written down there.
    """
    case, _ = tx.cases.get(case_id)
    if not may_see(tx, case):
        raise NotFound("case-not-found", case_id=case_id)
    if not relations.fills(doer_of(tx), "origin", case):
        raise Denied(
            "not-the-holder",
            text="Chỉ đoàn cơ sở đã giới thiệu mới tải được gói chuyển sinh hoạt.",
            mend="Đề nghị đoàn cơ sở nơi đi tải gói.",
        )
    if case.process != "transfer" or case.state not in rules.RELEASED:
        raise Conflict(
            "not-released",
            text="Hồ sơ chưa được giới thiệu ra ngoài hệ thống nên chưa có gói chuyển sinh hoạt.",
            mend="Giới thiệu đoàn viên trước rồi tải gói.",
        )
    content = _content(tx, view_of(tx, case), person, history)
    tx.record("package.seal", subject_id=case.id, unit_id=case.unit_id, after={"package_id": content["id"]})
    key = packages.fingerprint(signing.own_public())
    return {"content": content, "key": key, "signature": signing.sign(packages.canonical(content))}


def _content(tx: Tx, view: View, person: Mapping[str, Any], history: list[Any]) -> dict[str, Any]:
    case, paper, paid = view.case, view.case.document("T04"), rules.fee_paid_until(view)
    days = timedelta(days=view.rules.number("in_transit_max_days"))
    origin = view.facts["origin_union"] or view.unit
    content: dict[str, Any] = wire.plain({
        "format": packages.FORMAT,
        "id": ids.new(),
        "issued_on": tx.today,
        "expires_on": tx.today + days,
        "case_number": case.number,
        "kind": rules.kind(view),
        "reason": view.value("reason"),
        "issuer": {"id": origin.id, "name": origin.name, "chapter": view.unit.name},
        "destination": {"place": view.value("destination_place"), "code": view.value("destination_code")},
        "introduction": {"number": paper and paper.number, "on": paper and paper.on},
        "fees": {"paid_until": paid},
        "comment": view.value("confirmation.comment"),
        "person": dict(person),
        "history": history,
    })  # fmt: skip
    return content


def open_from_package(tx: Tx, *, unit_id: UUID, package: Mapping[str, Any], subject_id: UUID | None) -> dict[str, Any]:
    """An arrival is open at the unit, its form filled in from the package, which is used up by it."""
    require(POLICY, tx, "case.open", of=Subject(unit_id=unit_id))
    content, key, signature = packages.parts(package)
    trusted_id = _require_signed(tx, content, key, signature)
    packages.require_current(content, today=tx.today)
    if subject_id is not None:
        name = tx.execute(select(people.c.full_name).where(people.c.id == subject_id)).scalar() or ""
        packages.require_person(content, full_name=name, born=births(tx, [subject_id]).get(subject_id, ""))
    package_id = _package_id(content)
    _require_unused(tx, package_id)
    form = packages.form_of(content, destination_id=str(unit_id))
    case = opening.open_case(tx, process="transfer", unit_id=unit_id, subject_id=subject_id, form=form)
    _use(tx, package_id, trusted_id, UUID(str(case["id"])))
    return case


def _require_signed(tx: Tx, content: Mapping[str, Any], key: str, signature: str) -> UUID:
    held = trusted_keys.c
    query = select(trusted_keys).where(held.fingerprint == packages.squeezed(key), held.revoked_at.is_(None))
    known = tx.execute(query).one_or_none()
    if known is None:
        raise Conflict(
            "key-unknown",
            text="Gói được ký bằng khoá mà hệ thống này chưa tin.",
            mend="Báo Tỉnh đoàn nhập khoá của nơi đi và đối chiếu dấu vân tay khoá.",
        )
    public = signing.read_public(known.public_key)
    if public is None or not signing.is_signed(packages.canonical(content), signature, public=public):
        raise Conflict(
            "package-tampered",
            text="Nội dung gói không khớp với chữ ký: gói đã bị sửa hoặc hỏng.",
            mend="Xin nơi đi gửi lại gói; không nhập tay nội dung của gói này.",
        )
    key_id: UUID = known.id
    return key_id


def _package_id(content: Mapping[str, Any]) -> UUID:
    try:
        return UUID(content["id"])
    except ValueError:
        raise Invalid(errors={"package": ["Gói chuyển sinh hoạt thiếu mã. Xin nơi đi lập lại."]}) from None


def _require_unused(tx: Tx, package_id: UUID) -> None:
    """A case that was called off gives its package back."""
    query = select(cases.c.number, cases.c.state).join(used_packages, used_packages.c.case_id == cases.c.id)
    used = tx.execute(query.where(used_packages.c.package_id == package_id)).one_or_none()
    if used is not None and used.state != "cancelled":
        raise _used(used.number)


def _used(number: str | None) -> Conflict:
    told = f" ở hồ sơ {number}" if number else ""
    return Conflict(
        "package-used", text=f"Gói này đã được dùng{told}.", mend="Làm tiếp hồ sơ đó, không nhập gói lần nữa."
    )


def _use(tx: Tx, package_id: UUID, key_id: UUID, case_id: UUID) -> None:
    values = {"package_id": package_id, "key_id": key_id, "case_id": case_id, "used_at": tx.now}
    used = insert(used_packages).values(values)
    # Only a case that was called off is replaced: of two who bring the same package at once the second is refused.
    called_off = select(cases.c.id).where(cases.c.state == "cancelled")
    replaced = used.on_conflict_do_update(
        index_elements=["package_id"],
        set_={name: used.excluded[name] for name in ("case_id", "key_id", "used_at")},
        where=used_packages.c.case_id.in_(called_off),
    )
    if tx.execute(replaced.returning(used_packages.c.package_id)).one_or_none() is None:
        raise _used(None)


# ---------------------------------------------------------------- keys of other installations


def list_trusted_keys(tx: Tx) -> dict[str, Any]:
    """This installation's own public key, and the keys it trusts or has trusted, newest first."""
    require(POLICY, tx, "trusted_key.view", of=Subject())
    own = signing.own_public()
    found = tx.execute(select(trusted_keys).order_by(trusted_keys.c.id.desc()))
    return {
        "own": {"public_key": signing.written(own), "fingerprint": packages.fingerprint(own)},
        "items": [_shown(tx, row) for row in found],
        "allowed_actions": [_TRUST] if _may_change(tx) else [],
    }


_TRUST = {
    "action": "trust",
    "label": "Thêm khoá tin cậy",
    "form_schema": forms.json_schema(TrustForm),
    "consequences": ["Đoàn cơ sở trong tỉnh nhận được gói chuyển sinh hoạt ký bằng khoá này ngay từ bây giờ."],
}


def _may_change(tx: Tx) -> bool:
    return is_allowed(POLICY, tx, "trusted_key.change", of=Subject())


def _revoking(tx: Tx, row: Any) -> list[dict[str, Any]]:
    """The act of trusting a key no more, which says how many packages came with it."""
    if row.revoked_at is not None or not _may_change(tx):
        return []
    query = select(func.count()).select_from(used_packages).where(used_packages.c.key_id == row.id)
    taken = tx.execute(query).scalar()
    said = (
        "Gói ký bằng khoá này không được nhận nữa, kể cả gói đã gửi mà chưa nhập.",
        f"{taken} hồ sơ đã mở từ gói của khoá này vẫn giữ nguyên.",
    )
    return [
        {
            "action": "revoke",
            "label": "Thôi tin khoá",
            "form_schema": None,
            "destructive": True,
            "consequences": list(said),
        }
    ]


def _shown(tx: Tx, row: Any) -> dict[str, Any]:
    public = signing.read_public(row.public_key)
    return {
        "id": row.id,
        "name": row.name,
        "public_key": row.public_key,
        "fingerprint": packages.fingerprint(public) if public else "",
        "added_at": row.added_at,
        "revoked_at": row.revoked_at,
        "allowed_actions": _revoking(tx, row),
    }


def trust_key(tx: Tx, *, name: str, public_key: str, fingerprint: str) -> dict[str, Any]:
    """Packages signed with the key are taken from now on. The fingerprint is the one that the other side read out."""
    require(POLICY, tx, "trusted_key.change", of=Subject())
    public = signing.read_public(public_key)
    if public is None:
        raise Invalid(errors={"public_key": ["Khoá công khai phải là 32 byte viết bằng base64. Chép lại khoá."]})
    if packages.squeezed(fingerprint) != packages.squeezed(packages.fingerprint(public)):
        raise Invalid(
            errors={"fingerprint": ["Dấu vân tay không khớp với khoá. Gọi điện cho nơi đi để đối chiếu từng nhóm."]}
        )
    key_id = ids.new()
    made = {
        "id": key_id,
        "name": name,
        "public_key": signing.written(public),
        "fingerprint": packages.squeezed(packages.fingerprint(public)),
        "added_at": tx.now,
        "added_by": tx.actor.person_id,
    }
    try:
        with tx.savepoint():
            tx.execute(trusted_keys.insert().values(**made))
    except IntegrityError as error:
        raise Conflict("key-trusted", text="Khoá này đã được tin.", mend="Xem danh sách khoá đang tin.") from error
    tx.record("trusted_key.add", subject_id=key_id, after={"fingerprint": made["fingerprint"]})
    return {"ok": True}


def revoke_trusted_key(tx: Tx, *, key_id: UUID) -> dict[str, Any]:
    """Packages signed with the key are taken no more; cases that it opened stay."""
    require(POLICY, tx, "trusted_key.change", of=Subject())
    held = trusted_keys.c
    ended = update(trusted_keys).where(held.id == key_id, held.revoked_at.is_(None))
    found = tx.execute(ended.values(revoked_at=tx.now).returning(held.id)).one_or_none()
    if found is None:
        raise NotFound(
            "key-not-found",
            text="Không có khoá này, hoặc khoá đã thôi được tin.",
            mend="Tải lại danh sách khoá đang tin.",
        )
    tx.record("trusted_key.revoke", subject_id=key_id)
    return {"ok": True}
