"""Phrases that papers of every family share: bases, people, lists, who carries a decision out."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from services.messaging.domain import names, paper
from services.messaging.domain.facts import Facts, Meeting, Subject, day_of
from services.messaging.domain.signature import authority

UNION = "Đoàn TNCS Hồ Chí Minh"
CHARTER = f"Căn cứ Điều lệ {UNION} và các văn bản hướng dẫn thực hiện Điều lệ Đoàn;"


class Column(NamedTuple):
    """A column of a list of people: what it is called, how wide, how it stands, what it says of each."""

    title: str
    width: float
    align: str
    tell: Callable[[Facts, Subject], str]

    def head(self) -> dict[str, Any]:
        return {"title": self.title, "width": self.width, "align": self.align}


NAME = Column("Họ và tên", 5.2, "left", lambda _, each: each.full_name)
BORN = Column("Ngày sinh", 2.6, "center", lambda _, each: paper.day_in_figures(each.born_on))
UNIT = Column("Chi đoàn", 4.4, "left", lambda _, each: each.unit_name or "")
CODE = Column("Mã đoàn viên", 3.4, "center", lambda _, each: each.code or "")
_ORDINAL = {"title": "STT", "width": 1.2, "align": "center"}


def text_column(title: str, width: float, key: str) -> Column:
    return Column(title, width, "left", lambda facts, each: plain(facts.of(each, key)))


def day_column(title: str, width: float, key: str) -> Column:
    return Column(title, width, "center", lambda facts, each: day(facts.of(each, key)))


def word_column(title: str, width: float, key: str, words: dict[str, str]) -> Column:
    return Column(title, width, "center", lambda facts, each: words.get(str(facts.of(each, key)), ""))


def plain(said: Any) -> str:
    """What was said, in one line, without our own marks; nothing when nothing was."""
    return "" if said is None else " ".join(str(said).replace("*", "").split())


def day(said: Any) -> str:
    return paper.day_in_figures(day_of(said))


def month(said: Any) -> str:
    return paper.month_in_figures(day_of(said))


def money(said: Any) -> str:
    """`1.500.000 đồng`; nothing for what is no amount."""
    return f"{int(said):,} đồng".replace(",", ".") if str(said or "").isdecimal() else ""


def sentence(said: Any) -> str:
    """What was said, ended as a sentence."""
    text = plain(said)
    return text if not text or text[-1] in ".!?…" else f"{text}."


def capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def speaker(facts: Facts) -> str:
    """`Ban Chấp hành Đoàn xã Tân Mỹ`, or the chapter."""
    return authority(body=paper.body(facts), unit_name=facts.issuer.name)


def superior(facts: Facts) -> str:
    name = facts.issuer.superior_name
    return authority(body="BCH", unit_name=name) if name else "Đoàn cấp trên"


def powers(facts: Facts) -> str:
    return f"Căn cứ chức năng, nhiệm vụ và quyền hạn của {speaker(facts)};"


def of_paper(reference: tuple[str, date | None] | None, *, name: str) -> str:
    """`Nghị quyết số 03-NQ/CĐ ngày 20/11/2026`; the name alone when its number is not known."""
    if reference is None:
        return name
    number, on = reference
    return f"{name} số {number}" + (f" ngày {paper.day_in_figures(on)}" if on else "")


def proposal(facts: Facts, *, matter: str, paper_name: str = "Nghị quyết") -> str:
    """The last basis: what the chapters proposed."""
    proposing = proposers(facts)
    if facts.resolution is None:
        return f"Xét đề nghị của {proposing} về việc {matter},"
    return f"Xét {of_paper(facts.resolution, name=paper_name)} của {proposing} về việc {matter},"


def proposers(facts: Facts) -> str:
    chapters = paper.chapters_of(facts)
    if len(chapters) == 1:
        return chapters[0]
    return "các chi đoàn" if chapters or len(facts.subjects) > 1 else "chi đoàn"


def held(meeting: Meeting | None, *, chapter: str, matter: str) -> str:
    """The minutes as a basis."""
    dated = f" ngày {paper.day_in_figures(meeting.on)}" if meeting and meeting.on else ""
    return f"Căn cứ biên bản họp{dated} của {chapter} về việc {matter},"


def who(facts: Facts, *more: Column, noun: str = "đồng chí", many: str = "đồng chí") -> str:
    """The one person described, with what the columns say of them, or how many stand in the list."""
    if len(facts.subjects) != 1:
        return f"{paper.bold(f'{len(facts.subjects)} {many}')} (có danh sách kèm theo)"
    subject = facts.subjects[0]
    noun = _COLLECTIVE if is_collective(facts, subject) else noun
    known = [(column.title, text) for column in more if (text := column.tell(facts, subject))]
    whole = described(subject, noun=noun, issuer=facts.issuer.name)
    return "".join([whole, *(f", {title[:1].lower()}{title[1:]} {text}" for title, text in known)])


def described(subject: Subject, *, noun: str, issuer: str) -> str:
    parts = [
        f"{noun} {paper.bold(subject.full_name)}",
        f"sinh ngày {paper.day_in_figures(subject.born_on)}" if subject.born_on else "",
        f"mã đoàn viên {subject.code}" if subject.code else "",
        plain(subject.told.get("position")),
        f"sinh hoạt tại {subject.unit_name}" if subject.unit_name not in {None, "", issuer, subject.full_name} else "",
    ]
    return ", ".join(part for part in parts if part)


_COLLECTIVE = "tập thể"


def is_collective(facts: Facts, subject: Subject) -> bool:
    """The paper names a unit or another collective, no person."""
    return bool(facts.of(subject, "is_collective"))


def people_word(facts: Facts) -> str:
    if facts.subjects and all(is_collective(facts, each) for each in facts.subjects):
        return f"các {_COLLECTIVE}" if len(facts.subjects) > 1 else _COLLECTIVE
    return "các đồng chí" if len(facts.subjects) > 1 else "đồng chí"


def roll(facts: Facts, *, title: str, paper_name: str, columns: Iterable[Column]) -> dict[str, Any] | None:
    """The list that goes with a paper of many names; none for one."""
    if len(facts.subjects) < 2:
        return None
    of = f" số {facts.number}" if facts.number else ""
    note = f"(Kèm theo {paper_name}{of} {paper.day_in_words(facts.on)} của {speaker(facts)})"
    return {"title": title, "note": note, **grid(facts, columns)}


def grid(facts: Facts, columns: Iterable[Column]) -> dict[str, Any]:
    """Columns and rows of a list of everybody; a column that says nothing of anybody is left out."""
    kept = [(column, [column.tell(facts, each) for each in facts.subjects]) for column in columns]
    kept = [(column, cells) for column, cells in kept if column is NAME or any(cells)]
    rows = [[str(place), *row] for place, row in enumerate(zip(*(cells for _, cells in kept), strict=True), 1)]
    return {"columns": [_ORDINAL, *(column.head() for column, _ in kept)], "rows": rows}


def decision(
    facts: Facts, *, subject: str, bases: Sequence[str], articles: Sequence[str], **more: Any
) -> dict[str, Any]:
    """A decision in articles; more: `annex`, `recipients`."""
    recipients = facts.recipients or more.pop("recipients", None) or usual_recipients(facts, last=len(articles))
    return paper.paper(
        facts,
        title="QUYẾT ĐỊNH",
        subject=subject,
        authority=speaker(facts),
        bases=facts.bases or _closed(bases),
        opening=(),
        lead="QUYẾT ĐỊNH:",
        articles=[paper.article(number, text) for number, text in enumerate(articles, 1)],
        recipients=recipients,
        annex=more.pop("annex", None),
    )


def resolution(
    facts: Facts, *, subject: str, bases: Sequence[str], articles: Sequence[str], **more: Any
) -> dict[str, Any]:
    """A resolution in articles, with the attendance of its meeting; more: `annex`, `recipients`."""
    return paper.paper(
        facts,
        title="NGHỊ QUYẾT",
        subject=subject,
        authority=speaker(facts),
        bases=facts.bases or _closed(bases),
        opening=attendance(facts.meeting),
        lead="QUYẾT NGHỊ:",
        articles=[paper.article(number, text) for number, text in enumerate(articles, 1)],
        recipients=facts.recipients or more["recipients"],
        annex=more.get("annex"),
    )


def _closed(bases: Sequence[str]) -> list[str]:
    """The bases one after the other, the last of them before what is decided."""
    return [f"{base[:-1]};" for base in bases[:-1]] + [f"{base[:-1]}," for base in bases[-1:]]


def attendance(meeting: Meeting | None) -> tuple[str, ...]:
    if meeting is None or meeting.present is None:
        return ()
    of = f"/{meeting.members}" if meeting.members else ""
    leaders = [
        f"chủ toạ: {meeting.chair}" if meeting.chair else "",
        f"thư ký: {meeting.secretary}" if meeting.secretary else "",
    ]
    led = "".join(f"; {part}" for part in leaders if part)
    return (f"Cuộc họp có {meeting.present}{of} đoàn viên dự{led}.",)


def usual_recipients(facts: Facts, *, last: int) -> tuple[str, ...]:
    above = (f"{facts.issuer.superior_name} (để báo cáo);",) if facts.issuer.superior_name else ()
    return (*above, f"Như Điều\u00a0{last};", archive_note(facts))


def archive_note(facts: Facts) -> str:
    """Where the issuer's own copy lies: chapters have no office."""
    return "Lưu hồ sơ Chi đoàn." if names.is_chapter(facts.issuer.name) else "Lưu VP."


def named(facts: Facts) -> str:
    return f"{people_word(facts)} có tên tại Điều\u00a01"


def carried_out(facts: Facts, *by: str, effective_on: Any = None) -> str:
    """Who carries a decision out beside the issuer's own office, and from when it counts."""
    office = "Văn phòng" if facts.issuer.level in {"PROVINCE", "DISTRICT"} else speaker(facts)
    parts = list(dict.fromkeys(part for part in (office, *by) if part))
    whole = f"{', '.join(parts[:-1])} và {parts[-1]}" if len(parts) > 1 else parts[0]
    since = day(effective_on)
    counts = f"kể từ ngày {since}" if since else "kể từ ngày ký"
    return f"{capitalised(whole)} chịu trách nhiệm thi hành Quyết định này. Quyết định có hiệu lực {counts}."


def ballots(facts: Facts) -> str:
    """The vote about the one person, as a sentence of the article."""
    vote = facts.subjects[0].vote if len(facts.subjects) == 1 else None
    return f" Kết quả biểu quyết: {counted(vote)}." if vote else ""


def counted(vote: Any) -> str:
    total = vote.total
    share = f" ({vote.agree / total * 100:.1f}%)".replace(".", ",").replace(",0%", "%") if total else ""
    spoilt = f", {vote.invalid} phiếu không hợp lệ" if vote.invalid else ""
    return (
        f"{vote.agree}/{total} phiếu tán thành{share}, {vote.disagree} phiếu không tán thành, "
        f"{vote.blank} phiếu không có ý kiến{spoilt}"
    )


def vote_column(title: str, part: str) -> Column:
    return Column(title, 2.4, "center", lambda _, each: str(getattr(each.vote, part)) if each.vote else "")


BALLOTS = (
    vote_column("Tán thành", "agree"),
    vote_column("Không tán thành", "disagree"),
    vote_column("Không ý kiến", "blank"),
)
