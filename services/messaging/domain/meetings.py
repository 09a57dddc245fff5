"""Words of what a meeting leaves: T01, its minutes, and T01N, a resolution on any matter."""

from collections.abc import Iterator, Mapping
from typing import Any

from services.messaging.domain import names, paper, phrases
from services.messaging.domain.facts import Facts, Meeting
from services.messaging.domain.paper import Block
from services.messaging.domain.phrases import plain, sentence, text_column

_VERDICT = text_column("Kết luận", 4.0, "verdict")
_BALLOTS = {"OPEN": "giơ tay", "SECRET": "phiếu kín"}
_COUNTS = (
    ("issued", "phát ra {} phiếu"),
    ("collected", "thu về {} phiếu"),
    ("valid", "hợp lệ {} phiếu"),
    ("agree", "tán thành {}"),
    ("disagree", "không tán thành {}"),
    ("blank", "không có ý kiến {}"),
)


def minutes(facts: Facts) -> dict[str, Any]:
    """T01, Biên bản họp: who came, what was said of each matter, how it was voted; signed by secretary and chair."""
    meeting = facts.meeting or Meeting()
    return paper.letter(
        facts,
        title="BIÊN BẢN",
        subject=_subject(facts),
        blocks=[*_opened(facts, meeting), *_agenda(facts), *_matters(facts), *_closed(facts)],
        recipients=facts.recipients or (f"{phrases.superior(facts)} (để báo cáo);", "Lưu hồ sơ."),
        beside={"formula": "THƯ KÝ", "position": "", "name": meeting.secretary or ""},
        signature={"formula": "CHỦ TOẠ", "position": "", "name": meeting.chair or facts.signer},
    )


def resolution(facts: Facts) -> dict[str, Any]:
    """T01N: what a chapter resolved, article by article."""
    matter = plain(facts.about.get("matter"))
    resolved = [sentence(text) for text in facts.about.get("resolves") or ()]
    return phrases.resolution(
        facts,
        subject=f"Về việc {matter}" if matter else "",
        bases=(phrases.CHARTER, phrases.held(facts.meeting, chapter=facts.issuer.name, matter=matter or "sinh hoạt")),
        articles=[
            *resolved,
            f"Nghị quyết này đã được {facts.issuer.name} thông qua và có hiệu lực kể từ ngày ký.",
        ],
        recipients=(f"{phrases.superior(facts)} (để báo cáo);", "Lưu hồ sơ Chi đoàn."),
    )


def _subject(facts: Facts) -> str:
    matter = plain(facts.about.get("matter"))
    return f"Họp {facts.issuer.name}" + (f" về việc {matter}" if matter else "")


def _opened(facts: Facts, meeting: Meeting) -> Iterator[Block]:
    told = facts.about.get
    started = plain(told("started_at"))
    on = paper.day_in_words(meeting.on or facts.on)
    absent = [
        f"{told(key)} {words}"
        for key, words in (("absent_excused", "có lý do"), ("absent_unexcused", "không có lý do"))
        if told(key)
    ]
    yield paper.known(
        [
            ("Thời gian", f"{started}, {on}" if started else on),
            ("Địa điểm", plain(told("place") or meeting.place)),
            ("Chủ toạ", meeting.chair or ""),
            ("Thư ký", meeting.secretary or ""),
            (_whole(facts), _count(meeting.members)),
            ("Số triệu tập", _count(told("summoned"))),
            ("Có mặt", _count(meeting.present)),
            ("Vắng mặt", ", ".join(absent)),
            ("Hình thức biểu quyết", _BALLOTS.get(str(told("ballot")), "")),
            ("Đại biểu mời", ", ".join(plain(guest) for guest in told("guests") or ())),
        ]
    )


def _whole(facts: Facts) -> str:
    """Who should meet: a chapter's members, above it a committee's."""
    return "Tổng số đoàn viên" if names.is_chapter(facts.issuer.name) else "Tổng số uỷ viên"


def _agenda(facts: Facts) -> Iterator[Block]:
    if agenda := facts.about.get("agenda"):
        yield paper.heading("NỘI DUNG CUỘC HỌP")
        yield paper.items(sentence(line) for line in agenda)


def _matters(facts: Facts) -> Iterator[Block]:
    for place, matter in enumerate(facts.about.get("minutes") or (), 1):
        yield paper.heading(f"{place}. {plain(matter.get('title'))}")
        for text in (sentence(matter.get("discussion")), _voted(matter)):
            if text:
                yield paper.text_block(text)
        if concluded := sentence(matter.get("conclusion")):
            yield paper.text_block(f"{paper.bold('Kết luận:')} {concluded}")
    voted = any(each.vote for each in facts.subjects)
    verdicts = (_VERDICT,) if any(facts.of(each, "verdict") for each in facts.subjects) else ()
    if voted or verdicts:
        ballots = phrases.BALLOTS if voted else ()
        yield paper.heading(f"Kết quả {'biểu quyết ' if voted else ''}đối với từng người")
        yield paper.table(**phrases.grid(facts, (phrases.NAME, phrases.BORN, *ballots, *verdicts)))


def _voted(matter: Mapping[str, Any]) -> str:
    counts = [words.format(matter[key]) for key, words in _COUNTS if matter.get(key) is not None]
    if not counts:
        return ""
    how = _BALLOTS.get(str(matter.get("ballot")), "")
    return f"Biểu quyết{f' bằng {how}' if how else ''}: {', '.join(counts)}."


def _closed(facts: Facts) -> Iterator[Block]:
    if concluded := sentence(facts.about.get("conclusion")):
        yield paper.text_block(f"{paper.bold('Kết luận của chủ toạ:')} {concluded}")
    ended = plain(facts.about.get("ended_at"))
    minutes = f"Cuộc họp kết thúc lúc {ended} cùng ngày; biên bản" if ended else "Biên bản"
    yield paper.text_block(f"{minutes} đã được đọc lại cho mọi người dự họp cùng nghe, nhất trí thông qua.")


def _count(number: Any) -> str:
    return "" if number is None else f"{number}"
