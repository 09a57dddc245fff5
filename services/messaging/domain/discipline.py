"""Words of discipline: T15A what was found, T15B suspension, T15C the form decided, T15D the answer to a complaint, T15E progress."""

from typing import Any

from services.contracts.titles import DISCIPLINE_FORMS
from services.messaging.domain import paper, phrases
from services.messaging.domain.facts import Facts, Subject, reference_of
from services.messaging.domain.phrases import Column, day, day_column, plain, sentence, text_column, word_column

_FORMS = {code: title.lower() for code, title in DISCIPLINE_FORMS.items()} | {"GIAI_TAN": "giải tán"}
_SUSPENDED = {
    "MEMBERSHIP": "đình chỉ sinh hoạt đoàn",
    "OFFICE": "đình chỉ công tác",
    "POSITION": "đình chỉ chức vụ",
}
_OUTCOMES = {
    "UPHELD": "Giữ nguyên hình thức kỷ luật đã quyết định",
    "CHANGED": "Thay đổi hình thức kỷ luật đã quyết định",
    "ANNULLED": "Huỷ bỏ hình thức kỷ luật đã quyết định",
}
_RULES = "Căn cứ quy định về thi hành kỷ luật của Đoàn TNCS Hồ Chí Minh;"
_FORM = word_column("Hình thức", 2.8, "form", _FORMS)


def findings(facts: Facts) -> dict[str, Any]:
    """T15A, Báo cáo kết quả xác minh."""
    team = ", ".join(plain(name) for name in facts.about.get("team") or ())
    started, ended = day(facts.about.get("started_on")), day(facts.about.get("ended_on"))
    checked = " ".join(part for part in (started and f"từ ngày {started}", ended and f"đến ngày {ended}") if part)
    blocks = [paper.known([("Thời gian xác minh", checked), ("Người xác minh", team)])]
    for subject in facts.subjects:
        blocks += [_found(facts, subject)]
    return paper.letter(
        facts,
        title="BÁO CÁO",
        subject="Kết quả xác minh dấu hiệu vi phạm",
        blocks=[block for block in blocks if block["rows"]],
        recipients=facts.recipients or (f"{phrases.superior(facts)};", "Lưu hồ sơ kỷ luật."),
    )


def suspension(facts: Facts) -> dict[str, Any]:
    """T15B, Quyết định đình chỉ: for how long, and that it may be extended once."""
    what = _SUSPENDED.get(str(facts.shared("what")), _SUSPENDED["MEMBERSHIP"])
    act = f"gia hạn {what}" if facts.shared("is_extension") else what
    return phrases.decision(
        facts,
        subject=f"Về việc {act}",
        bases=(phrases.CHARTER, _RULES, phrases.powers(facts)),
        articles=(
            f"{phrases.capitalised(act)} đối với {phrases.who(facts)}{_span(facts)}.{_reason(facts)}",
            f"Trong thời gian bị đình chỉ, {phrases.people_word(facts)} chấp hành yêu cầu xác minh, không thực hiện quyền và nhiệm vụ "
            "bị đình chỉ.",
            phrases.carried_out(facts, *_carriers(facts), effective_on=facts.shared("from_on")),
        ),
        annex=phrases.roll(
            facts,
            title="DANH SÁCH NGƯỜI BỊ ĐÌNH CHỈ",
            paper_name="Quyết định",
            columns=(
                phrases.NAME,
                phrases.BORN,
                phrases.UNIT,
                day_column("Từ ngày", 2.6, "from_on"),
                day_column("Đến ngày", 2.6, "until"),
            ),
        ),
    )


def decision(facts: Facts) -> dict[str, Any]:
    """T15C, Quyết định thi hành kỷ luật: in force at once, whatever is complained."""
    form = _FORMS.get(str(facts.shared("form")), "")
    by_form = f"bằng hình thức {paper.bold(form)}" if form else "bằng hình thức ghi trong danh sách"
    return phrases.decision(
        facts,
        subject="Về việc thi hành kỷ luật",
        bases=(phrases.CHARTER, _RULES, phrases.powers(facts), _proposed(facts)),
        articles=(
            f"Thi hành kỷ luật {by_form} đối với {phrases.who(facts)}.{_violation(facts)}",
            f"{phrases.capitalised(phrases.people_word(facts))} có quyền khiếu nại với Đoàn cấp trên theo quy định; trong khi chờ giải "
            "quyết vẫn chấp hành Quyết định này.",
            phrases.carried_out(facts, *_carriers(facts), effective_on=facts.shared("effective_on")),
        ),
        annex=_list(facts, title="DANH SÁCH THI HÀNH KỶ LUẬT"),
    )


def answer(facts: Facts) -> dict[str, Any]:
    """T15D, Thông báo giải quyết khiếu nại."""
    blocks = []
    for subject in facts.subjects:
        complained = day(facts.of(subject, "complained_on"))
        decided = phrases.of_paper(reference_of(facts.of(subject, "decision")), name="quyết định kỷ luật")
        blocks.append(
            paper.text_block(
                f"{phrases.speaker(facts)} đã xem xét khiếu nại{f' ngày {complained}' if complained else ''} của "
                f"{_described(facts, subject)} đối với {decided}."
            )
        )
        blocks.append(
            paper.known(
                [
                    ("Kết quả xem xét", sentence(facts.of(subject, "findings"))),
                    ("Kết luận", _outcome(facts, subject)),
                ]
            )
        )
    to = plain(facts.about.get("to_name"))
    return paper.letter(
        facts,
        title="THÔNG BÁO",
        subject="Về việc giải quyết khiếu nại kỷ luật",
        blocks=[
            *([paper.centred(f"Kính gửi: {paper.bold(to)}")] if to else []),
            *(block for block in blocks if block.get("text") or block.get("rows")),
            paper.text_block("Nếu không đồng ý, người khiếu nại có quyền khiếu nại lên Đoàn cấp trên theo quy định."),
        ],
        recipients=facts.recipients or ("Người khiếu nại;", "Đơn vị đã quyết định kỷ luật;", "Lưu hồ sơ kỷ luật."),
    )


def progress(facts: Facts) -> dict[str, Any]:
    """T15E, Quyết định công nhận tiến bộ."""
    form = _FORMS.get(str(facts.shared("form")), "")
    decided = reference_of(facts.shared("decision"))
    of = f" theo {phrases.of_paper(decided, name='Quyết định')}" if decided else ""
    comment = sentence(facts.shared("comment"))
    return phrases.decision(
        facts,
        subject="Về việc công nhận tiến bộ đối với người bị kỷ luật",
        bases=(phrases.CHARTER, _RULES, phrases.proposal(facts, matter="công nhận tiến bộ")),
        articles=(
            f"Công nhận đã sửa chữa, tiến bộ đối với {phrases.who(facts)}, bị kỷ luật"
            f"{f' {form}' if form else ''}{of}.{f' {comment}' if comment else ''}",
            "Kể từ ngày Quyết định này có hiệu lực, hình thức kỷ luật đã thi hành chấm dứt hiệu lực.",
            phrases.carried_out(facts, *_carriers(facts), effective_on=facts.shared("effective_on")),
        ),
        annex=_list(facts, title="DANH SÁCH NGƯỜI ĐƯỢC CÔNG NHẬN TIẾN BỘ"),
    )


def _subject_noun(facts: Facts, subject: Subject) -> str:
    return "Tập thể" if phrases.is_collective(facts, subject) else "Người"


def _described(facts: Facts, subject: Subject) -> str:
    noun = "tập thể" if phrases.is_collective(facts, subject) else "đồng chí"
    return phrases.described(subject, noun=noun, issuer=facts.issuer.name)


def _carriers(facts: Facts) -> list[str]:
    return [*paper.chapters_of(facts), phrases.named(facts)]


def _found(facts: Facts, subject: Subject) -> dict[str, Any]:
    return paper.known(
        [
            (f"{_subject_noun(facts, subject)} được xác minh", _described(facts, subject)),
            ("Nguồn tin", sentence(facts.of(subject, "source"))),
            ("Dấu hiệu vi phạm", sentence(facts.of(subject, "violation"))),
            ("Ngày vi phạm", day(facts.of(subject, "violated_on"))),
            ("Kết quả xác minh", sentence(facts.of(subject, "findings"))),
            ("Chứng cứ", sentence(facts.of(subject, "evidence"))),
            ("Kiến nghị", sentence(facts.of(subject, "proposal"))),
            ("Hình thức kiến nghị", _FORMS.get(str(facts.of(subject, "form")), "")),
        ]
    )


def _span(facts: Facts) -> str:
    begins, ends = day(facts.shared("from_on")), day(facts.shared("until"))
    return "".join(
        part for part in (f" từ ngày {begins}" if begins else "", f" đến hết ngày {ends}" if ends else "") if part
    )


def _reason(facts: Facts) -> str:
    said = sentence(facts.shared("reason"))
    return f" Lý do: {said}" if said else ""


def _violation(facts: Facts) -> str:
    said = sentence(facts.shared("violation") or facts.shared("reason"))
    when = day(facts.shared("violated_on"))
    if not said:
        return f" Ngày vi phạm: {when}." if when else ""
    return f" Vi phạm{f' ngày {when}' if when else ''}: {said}"


def _proposed(facts: Facts) -> str:
    if facts.resolution is None:
        return "Xét tính chất, mức độ vi phạm và kết quả biểu quyết,"
    return f"Xét {phrases.of_paper(facts.resolution, name='Nghị quyết')} và tính chất, mức độ vi phạm,"


def _outcome(facts: Facts, subject: Subject) -> str:
    outcome = _OUTCOMES.get(str(facts.of(subject, "outcome")), "")
    form = _FORMS.get(str(facts.of(subject, "form")), "")
    changed = f" thành {form}" if form and facts.of(subject, "outcome") == "CHANGED" else ""
    return f"{outcome}{changed}." if outcome else ""


def _list(facts: Facts, *, title: str) -> dict[str, Any] | None:
    why: Column = text_column("Vi phạm", 5.0, "violation")
    return phrases.roll(
        facts, title=title, paper_name="Quyết định", columns=(phrases.NAME, phrases.BORN, phrases.UNIT, _FORM, why)
    )
