"""Words of maturation: T07, the decision, and T07C, the certificate that each person takes home."""

from typing import Any

from services.messaging.domain import paper, phrases
from services.messaging.domain.facts import Facts, Subject, day_of, reference_of
from services.messaging.domain.phrases import UNION, day, day_column, plain, text_column

_JOINED = day_column("Ngày vào Đoàn", 2.6, "joined_on")
_CARD = text_column("Số thẻ", 2.6, "card_no")


def decision(facts: Facts) -> dict[str, Any]:
    """T07, Quyết định công nhận đoàn viên trưởng thành."""
    units = phrases.proposers(facts)
    return phrases.decision(
        facts,
        subject="Về việc công nhận đoàn viên trưởng thành",
        bases=(
            phrases.CHARTER,
            phrases.powers(facts),
            phrases.proposal(facts, matter="công nhận đoàn viên trưởng thành"),
        ),
        articles=(
            f"Công nhận trưởng thành đoàn đối với {phrases.who(facts, _JOINED, _CARD)}.",
            _ceremony(facts, units),
            phrases.carried_out(facts, units, phrases.named(facts)),
        ),
        annex=phrases.roll(
            facts,
            title="DANH SÁCH ĐOÀN VIÊN ĐƯỢC CÔNG NHẬN TRƯỞNG THÀNH",
            paper_name="Quyết định",
            columns=(
                phrases.NAME,
                phrases.BORN,
                phrases.UNIT,
                _JOINED,
                _CARD,
            ),
        ),
    )


def certificate(facts: Facts) -> dict[str, Any]:
    """T07C, Giấy chứng nhận: a sheet for each person."""
    return paper.letter(
        facts,
        title="GIẤY CHỨNG NHẬN",
        subject="ĐOÀN VIÊN TRƯỞNG THÀNH",
        authority=phrases.speaker(facts),
        blocks=(),
        head=paper.head(facts) | {"number": None},
        sheets=[_sheet(facts, each, place) for place, each in enumerate(facts.subjects, 1)],
    )


def _ceremony(facts: Facts, units: str) -> str:
    on, place = day(facts.about.get("ceremony_on")), plain(facts.about.get("ceremony_place"))
    when = f" vào ngày {on}" if on else ""
    where = f" tại {place}" if place else ""
    return (
        f"{phrases.capitalised(units)} tổ chức lễ trưởng thành{when}{where}, trao Giấy chứng nhận đoàn viên trưởng thành, trả Sổ "
        f"đoàn viên cho {phrases.people_word(facts)} và đưa tên ra khỏi danh sách đoàn viên của Chi đoàn."
    )


def _sheet(facts: Facts, subject: Subject, place: int) -> dict[str, Any]:
    decided = reference_of(facts.of(subject, "decision"))
    joined = day_of(facts.of(subject, "joined_on"))
    own = plain(facts.of(subject, "certificate_no"))
    among_many = f"{facts.number}, tờ {place:02d}" if len(facts.subjects) > 1 else f"{facts.number}"
    years = plain(facts.of(subject, "years_in_union"))
    lines = [
        f"Sinh ngày: {paper.day_in_figures(subject.born_on)}" if subject.born_on else "",
        f"Đã sinh hoạt tại: {subject.unit_name}" if subject.unit_name else "",
        f"Vào {UNION} ngày: {paper.day_in_figures(joined)}" if joined else "",
        f"Số năm sinh hoạt đoàn: {years}" if years else "",
        "Đã hoàn thành nhiệm vụ của người đoàn viên và được công nhận trưởng thành đoàn"
        + (f" theo {phrases.of_paper(decided, name='Quyết định')}." if decided else "."),
    ]
    return {
        "number": f"Số: {own or among_many}",
        "name": subject.full_name,
        "lines": [line for line in lines if line],
    }
