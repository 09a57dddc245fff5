"""Words of T19: a later decision revokes an earlier paper, or puts right what was written wrongly in it."""

from collections.abc import Mapping
from typing import Any

from services.messaging.domain import paper, phrases
from services.messaging.domain.facts import Facts, reference_of
from services.messaging.domain.phrases import plain, sentence

CORRECTING, CORRECTING_CONFIDENTIAL = "T19D", "T19K"
"""The templates whose papers put others right; the second for papers that are for those concerned alone."""


def revocation(facts: Facts) -> dict[str, Any]:
    """T19R, Quyết định thu hồi: of the whole paper, or for some of its names."""
    of = original(facts) or "văn bản"
    why = sentence(facts.shared("reason"))
    for_whom = f" đối với {phrases.who(facts)}" if facts.subjects else ""
    return phrases.decision(
        facts,
        subject=f"Về việc thu hồi {of}",
        bases=(phrases.CHARTER, phrases.powers(facts), f"Xét thấy {of} cần được thu hồi,"),
        articles=(
            f"Thu hồi {of}{for_whom}.{f' Lý do: {why}' if why else ''}",
            f"{phrases.capitalised(of)} không còn giá trị{_for_those_named(facts)} kể từ "
            f"ngày Quyết định này có hiệu lực; các đơn vị, cá nhân đang giữ văn bản không dùng văn bản đó nữa.",
            phrases.carried_out(
                facts, "các đơn vị, cá nhân có liên quan", effective_on=facts.about.get("effective_on")
            ),
        ),
        annex=phrases.roll(
            facts,
            title="DANH SÁCH NGƯỜI MÀ VĂN BẢN KHÔNG CÒN GIÁ TRỊ",
            paper_name="Quyết định",
            columns=(phrases.NAME, phrases.BORN, phrases.UNIT, phrases.text_column("Lý do", 5.0, "reason")),
        ),
    ) | _signed(facts)


def _for_those_named(facts: Facts) -> str:
    if not facts.subjects:
        return ""
    collectives = all(phrases.is_collective(facts, each) for each in facts.subjects)
    return f" đối với {'tập thể' if collectives else 'người'} có tên tại Điều 1"


def correction(facts: Facts) -> dict[str, Any]:
    """T19D and T19K, Quyết định đính chính: what was written, and how it is to be read."""
    of = original(facts) or "văn bản"
    why = sentence(facts.shared("reason"))
    changes = [_change(each) for each in facts.about.get("corrections") or ()]
    text = f"Đính chính {of}"
    return phrases.decision(
        facts,
        subject=f"Về việc đính chính {of}",
        bases=(phrases.CHARTER, phrases.powers(facts), f"Xét thấy {of} có sai sót khi soạn thảo,"),
        articles=(
            f"{text}: {'; '.join(changes)}." if changes else f"{text}.{f' {why}' if why else ''}",
            f"Các nội dung khác của {of} giữ nguyên giá trị. Quyết định này là một phần không tách rời của văn bản được "
            "đính chính.",
            phrases.carried_out(
                facts, "các đơn vị, cá nhân có liên quan", effective_on=facts.about.get("effective_on")
            ),
        ),
    ) | _signed(facts)


def _signed(facts: Facts) -> dict[str, Any]:
    """It is signed as the original was (template T19): of minutes by their secretary and chair, who have no seal."""
    signed: dict[str, Any] | None = (facts.about.get("corrects") or {}).get("signed")
    return signed or {}


def original(facts: Facts) -> str:
    """`Quyết định chuẩn y kết nạp đoàn viên số 12-QĐ/ĐTN ngày 24/11/2026 của Đoàn xã Tân Mỹ`; nothing when not told."""
    told = facts.about.get("corrects") or {}
    reference = reference_of(told)
    if reference is None:
        return ""
    number, on = reference
    issuer = plain(told.get("issuer"))
    return " ".join(
        part
        for part in (
            plain(told.get("title")) or "văn bản",
            f"số {plain(number)}",
            f"ngày {paper.day_in_figures(on)}" if on else "",
            f"của {issuer}" if issuer and issuer != facts.issuer.name else "",
        )
        if part
    )


def _change(told: Mapping[str, Any]) -> str:
    place, written, read = (plain(told.get(key)) for key in ("place", "written", "read"))
    at = f"tại {place}, " if place else ""
    return f"{at}“{written}” đọc là “{read}”"
