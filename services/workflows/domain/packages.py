"""A member's file on its way to another installation: what it says, how it is written to be signed, and when it is not taken.

A package is `{content, key, signature}`: `content` is signed in its canonical form, `key` is the fingerprint of the public key.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from services.kit.faults import Conflict, Invalid
from services.workflows.domain import words
from services.workflows.domain.same_person import is_same_birth, is_same_name

FORMAT: Final = "doan-so.transfer.1"
LARGEST: Final = 400_000
"""Characters of a package in its canonical form."""
_FORM: Final = {
    "full_name": "full_name",
    "sex": "sex",
    "birth_date": "born_on",
    "citizen_id": "citizen_id",
    "phone": "phone",
    "ethnicity": "ethnicity",
    "religion": "religion",
    "permanent_address": "permanent_address",
    "member_category": "member_category",
    "occupation": "occupation",
    "general_education": "general_education",
    "union_join_date": "joined_on",
    "union_join_place": "joined_place",
    "card_no": "card_no",
    "book_no": "book_no",
}
"""Field of the registry's file → field of the arrival's form."""


_NO_PACKAGE: Final = Invalid(
    errors={"package": ["Tệp này không phải gói chuyển sinh hoạt. Chọn lại tệp nơi đi đã gửi."]}
)


def canonical(content: Mapping[str, Any]) -> bytes:
    """The one way to write the content: keys in order, no spaces, UTF-8."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def fingerprint(public: bytes) -> str:
    """What two administrators compare by telephone: 64 hexadecimal digits in groups of four."""
    digits = hashlib.sha256(public).hexdigest()
    return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))


def squeezed(text: str) -> str:
    """A fingerprint as it was typed, without its spaces and in small letters."""
    return "".join(text.split()).lower()


def parts(package: Mapping[str, Any]) -> tuple[dict[str, Any], str, str]:
    """Content, key and signature. Raises Invalid for what is no package at all."""
    content, key, signature = package.get("content"), package.get("key"), package.get("signature")
    if not (isinstance(content, dict) and isinstance(key, str) and isinstance(signature, str)):
        raise _NO_PACKAGE
    if content.get("format") != FORMAT or not _is_complete(content):
        raise _NO_PACKAGE
    if len(canonical(content)) > LARGEST:
        raise Invalid(errors={"package": ["Gói chuyển sinh hoạt quá lớn. Xin nơi đi lập lại."]})
    return content, key, signature


def _is_complete(content: Mapping[str, Any]) -> bool:
    texts = ("id", "issued_on", "expires_on", "case_number")
    groups = ("issuer", "person", "introduction", "fees")
    return all(isinstance(content.get(name), str) for name in texts) and all(
        isinstance(content.get(name), dict) for name in groups
    )


def require_current(content: Mapping[str, Any], *, today: date) -> None:
    """Raises Conflict for a package whose time has run out, or Invalid for one that says no time."""
    try:
        expires_on = date.fromisoformat(content["expires_on"])
    except ValueError:
        raise Invalid(errors={"package": ["Gói chuyển sinh hoạt ghi sai ngày hết hạn. Xin nơi đi lập lại."]}) from None
    if expires_on < today:
        raise Conflict(
            "package-expired",
            text=f"Gói chuyển sinh hoạt đã hết hạn ngày {words.day(expires_on)}.",
            mend="Xin nơi đi tải lại gói mới từ hồ sơ.",
        )


def require_person(content: Mapping[str, Any], *, full_name: str, born: str) -> None:
    """Raises Conflict where the package is about somebody else than the one chosen here, born as it is written here."""
    person = content["person"]
    same_name = is_same_name(str(person.get("full_name") or ""), full_name)
    said = str(person.get("birth_date") or "")
    if same_name and (not born or (said and is_same_birth(said, born))):
        return
    raise Conflict(
        "package-of-another",
        text="Gói chuyển sinh hoạt không phải của người đã chọn.",
        mend="Chọn đúng người, hoặc bỏ chọn nếu người này chưa từng có trong danh bộ.",
    )


def form_of(content: Mapping[str, Any], *, destination_id: str) -> dict[str, Any]:
    """The arrival's form as the package fills it in."""
    person, introduction = content["person"], content["introduction"]
    brought = {ours: person.get(theirs) for theirs, ours in _FORM.items()}
    said = {
        "outside": "INTO_PROVINCE",
        "destination_id": destination_id,
        "reason": content.get("reason"),
        "origin_place": content["issuer"].get("name"),
        "introduction_no": introduction.get("number"),
        "introduction_on": introduction.get("on"),
        "paid_until": content["fees"].get("paid_until"),
        "ratings": _ratings(content.get("history")),
    }
    return {name: value for name, value in {**brought, **said}.items() if value not in (None, "")}


def _ratings(history: Any) -> str:
    lines = history if isinstance(history, list) else []
    titles = [str(line.get("title")) for line in lines if isinstance(line, dict) and line.get("kind") == "evaluation"]
    return "; ".join(titles)[:500]
