"""A paper as it is frozen: finished sentences in the Union's order. Templates place them and change no word.

A phrase between asterisks is set bold.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from services.messaging.domain import names
from services.messaging.domain.facts import Facts, Issuer, Subject
from services.messaging.domain.signature import Signature, body_of, signature

Article = dict[str, str]
Block = dict[str, Any]
"""A piece of a letter: running text, a heading, facts with labels, a table."""


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
    **more: Any,
) -> dict[str, Any]:
    """The frozen content of one document: plain JSON. more: what only some papers have, see `letter` and `blocks`."""
    signed = more["signature"] if "signature" in more else asdict(_signature(facts))
    return {
        "issuer": facts.issuer.name,
        "head": head(facts),
        "title": title,
        "subject": subject,
        "authority": authority.upper(),
        "bases": list(bases),
        "opening": list(opening),
        "lead": lead,
        "articles": articles,
        "recipients": [*recipients],
        "signature": signed,
        "annex": annex,
        "people": [_named(subject) for subject in facts.subjects],
    } | more


def letter(facts: Facts, *, title: str, subject: str, blocks: Iterable[Block], **more: Any) -> dict[str, Any]:
    """A paper of running text, facts and tables instead of articles.

    more: `recipients`, `annex`; `beside`: who signs at the left; `copies`: what stands above each copy of the page;
    `receipt`: the part that the receiver fills in; `sheets`: one sheet a person.
    """
    usual = {"recipients": (), "annex": None, "authority": "", **more}
    return paper(
        facts, title=title, subject=subject, bases=(), opening=(), lead="", articles=[], blocks=list(blocks), **usual
    )


def text_block(text: str) -> Block:
    return {"kind": "text", "text": text}


def heading(text: str) -> Block:
    return {"kind": "heading", "text": text}


def centred(text: str) -> Block:
    return {"kind": "centred", "text": text}


def items(texts: Iterable[str]) -> Block:
    return {"kind": "items", "texts": list(texts)}


def known(pairs: Iterable[tuple[str, str]]) -> Block:
    """Labels with what is known; a label that nobody knows anything of is left out."""
    return {"kind": "facts", "rows": [[label, text] for label, text in pairs if text]}


def table(columns: list[dict[str, Any]], rows: list[list[str]]) -> Block:
    return {"kind": "table", "columns": columns, "rows": rows}


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


def month_in_figures(on: date | None) -> str:
    return f"{on.month:02d}/{on.year}" if on else ""


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
    head = content["head"]
    said = [
        "ĐOÀN TNCS HỒ CHÍ MINH",
        *([head["above"]] if head["above"] else []),
        head["issuer"],
        f"Số: {head['number']}" if head["number"] else "",
        head["place_and_day"],
        content["title"],
        content["subject"],
        content["authority"],
        *content["bases"],
        *content["opening"],
        content["lead"],
        *(f"{each['label']} {each['text']}" for each in content["articles"]),
        *_block_lines(content.get("blocks") or ()),
        *_foot_lines(content),
        *_sheet_lines(content.get("sheets") or ()),
        *_annex_lines(content["annex"]),
    ]
    return [line.replace("*", "") for line in said if line]


def _block_lines(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block["kind"]:
            case "facts":
                yield from (f"{label}: {text}" for label, text in block["rows"])
            case "items":
                yield from (f"- {text}" for text in block["texts"])
            case "table":
                yield from _table_lines(block)
            case _:
                yield block["text"]


def _foot_lines(content: Mapping[str, Any]) -> Iterator[str]:
    if content["recipients"]:
        yield "Nơi nhận:"
        yield from (f"- {each}" for each in content["recipients"])
    for signed in (content.get("beside"), content["signature"]):
        if signed:
            yield from (signed[part] for part in ("formula", "position", "name") if signed[part])
    if receipt := content.get("receipt"):
        yield from (receipt["title"], *receipt["lines"])


def _sheet_lines(sheets: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for sheet in sheets:
        yield from (sheet["number"], sheet["name"], *sheet["lines"])


def _table_lines(drawn: Mapping[str, Any]) -> Iterator[str]:
    yield " | ".join(column["title"] for column in drawn["columns"])
    yield from (" | ".join(row) for row in drawn["rows"])


def head(facts: Facts) -> dict[str, Any]:
    """The top of the page."""
    issuer = facts.issuer
    above = names.heading_of(issuer.superior_name) if names.is_chapter(issuer.name) and issuer.superior_name else None
    return {
        "above": above,
        "issuer": names.heading_of(issuer.name),
        "number": facts.number,
        "place_and_day": place_and_day(issuer, facts.on),
    }


def _signature(facts: Facts) -> Signature:
    unit = facts.signing_unit or facts.issuer
    own_body = body_of(level=unit.level, unit_name=unit.name) if facts.signing_unit else body(facts)
    return signature(
        body=own_body,
        unit_name=unit.name,
        position=facts.position,
        name=facts.signer,
        acts_for=facts.signing_unit is not None,
    )


def _named(subject: Subject) -> dict[str, Any]:
    return {
        "full_name": subject.full_name,
        "person_id": str(subject.person_id) if subject.person_id else None,
        "unit_id": str(subject.unit_id) if subject.unit_id else None,
    }


def _annex_lines(annex: dict[str, Any] | None) -> list[str]:
    return [annex["title"], annex["note"], *_table_lines(annex)] if annex else []
