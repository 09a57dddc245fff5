"""A paper as it is frozen: finished sentences in the Union's order. Templates place them and change no word.

A phrase between asterisks is set bold.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from services.messaging.domain import names
from services.messaging.domain.facts import Facts, Issuer, Subject
from services.messaging.domain.signature import Signature, body_of, signature

Article = dict[str, str]


def paper(
    facts: Facts,
    *,
    title: str,
    subject: str,
    authority: str,
    bases: Iterable[str],
    opening: Iterable[str],
    lead: str,
    articles: list[Article],
    recipients: Iterable[str],
    annex: dict[str, Any] | None,
) -> dict[str, Any]:
    """The frozen content of one document: plain JSON."""
    return {
        "issuer": facts.issuer.name,
        "head": _head(facts),
        "title": title,
        "subject": subject,
        "authority": authority.upper(),
        "bases": list(bases),
        "opening": list(opening),
        "lead": lead,
        "articles": articles,
        "recipients": [*recipients],
        "signature": asdict(_signature(facts)),
        "annex": annex,
        "people": [_named(subject) for subject in facts.subjects],
    }


def body(facts: Facts) -> str:
    """BCH or BTV: what the asker says, else what the level says."""
    return facts.body or body_of(level=facts.issuer.level, unit_name=facts.issuer.name)


def article(number: int, text: str) -> Article:
    return {"label": f"Điều {number}.", "text": text}


def bold(text: str) -> str:
    return f"*{text.replace('*', '')}*"


def day_in_words(on: date) -> str:
    """`ngày 03 tháng 02 năm 2026`: days under ten and the first two months carry a zero."""
    month = f"{on.month:02d}" if on.month < 3 else str(on.month)
    return f"ngày {on.day:02d} tháng {month} năm {on.year}"


def day_in_figures(on: date | None) -> str:
    return on.strftime("%d/%m/%Y") if on else ""


def place_and_day(issuer: Issuer, on: date) -> str:
    words = day_in_words(on)
    return f"{issuer.place}, {words}" if issuer.place else words.capitalize()


def chapters_of(facts: Facts) -> list[str]:
    """The chapters that the people come from, each once, in the order given."""
    return list(dict.fromkeys(subject.unit_name for subject in facts.subjects if subject.unit_name))


def lines(content: Mapping[str, Any]) -> list[str]:
    """The page as text, top to bottom, for screen readers and search."""
    head, signed = content["head"], content["signature"]
    said = [
        "ĐOÀN TNCS HỒ CHÍ MINH",
        *([head["above"]] if head["above"] else []),
        head["issuer"],
        f"Số: {head['number']}",
        head["place_and_day"],
        content["title"],
        content["subject"],
        content["authority"],
        *content["bases"],
        *content["opening"],
        content["lead"],
        *(f"{each['label']} {each['text']}" for each in content["articles"]),
        "Nơi nhận:",
        *(f"- {each}" for each in content["recipients"]),
        *(signed[part] for part in ("formula", "position", "name") if signed[part]),
        *_annex_lines(content["annex"]),
    ]
    return [line.replace("*", "") for line in said if line]


def _head(facts: Facts) -> dict[str, Any]:
    issuer = facts.issuer
    above = names.heading_of(issuer.superior_name) if names.is_chapter(issuer.name) and issuer.superior_name else None
    return {
        "above": above,
        "issuer": names.heading_of(issuer.name),
        "number": facts.number,
        "place_and_day": place_and_day(issuer, facts.on),
    }


def _signature(facts: Facts) -> Signature:
    return signature(body=body(facts), unit_name=facts.issuer.name, position=facts.position, name=facts.signer)


def _named(subject: Subject) -> dict[str, Any]:
    return {
        "full_name": subject.full_name,
        "person_id": str(subject.person_id) if subject.person_id else None,
        "unit_id": str(subject.unit_id) if subject.unit_id else None,
    }


def _annex_lines(annex: dict[str, Any] | None) -> list[str]:
    if annex is None:
        return []
    heads = " | ".join(column["title"] for column in annex["columns"])
    return [annex["title"], annex["note"], heads, *(" | ".join(row) for row in annex["rows"])]
