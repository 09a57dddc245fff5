"""Words of awards: T13, the proposal, T13B, the account of merits, and T14, the decision. They name people and collectives."""

from typing import Any

from services.messaging.domain import paper, phrases
from services.messaging.domain.facts import Facts, Subject
from services.messaging.domain.phrases import Column, money, plain, sentence, text_column

_NAME = Column("Tập thể, cá nhân", 5.2, "left", lambda _, each: each.full_name)
_UNIT = Column("Đơn vị", 4.4, "left", lambda _, each: each.unit_name or "")
_FORM = text_column("Hình thức", 3.6, "form_title")
_MERITS = text_column("Thành tích", 5.0, "merits")


def proposal(facts: Facts) -> dict[str, Any]:
    """T13, Tờ trình đề nghị khen thưởng, with the list of those proposed."""
    to = plain(facts.about.get("to_name")) or phrases.superior(facts)
    merits = _one_merit(facts)
    return paper.letter(
        facts,
        title="TỜ TRÌNH",
        subject="Về việc đề nghị khen thưởng",
        blocks=[
            paper.centred(f"Kính gửi: {paper.bold(to)}"),
            paper.text_block(
                f"{phrases.speaker(facts)} kính đề nghị {to} xét, {_given(facts)} cho {_format_recipients(facts)}{_occasion(facts)}{_amount(facts)}."
            ),
            *([paper.text_block(f"{paper.bold('Thành tích:')} {merits}")] if merits else []),
            paper.text_block("Đơn vị đã xét, công khai danh sách và chịu trách nhiệm về thành tích đề nghị."),
        ],
        recipients=facts.recipients or ("Như trên;", phrases.archive_note(facts)),
        annex=_list(facts, paper_name="Tờ trình", title="DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG"),
    )


def account(facts: Facts) -> dict[str, Any]:
    """T13B, Báo cáo thành tích of one person or collective."""
    subject = facts.subjects[0]
    return paper.letter(
        facts,
        title="BÁO CÁO",
        subject=f"Thành tích đề nghị {_form(facts) or 'khen thưởng'}",
        blocks=[
            paper.known(
                [
                    ("Tập thể" if facts.of(subject, "is_collective") else "Họ và tên", paper.bold(subject.full_name)),
                    ("Ngày sinh", paper.day_in_figures(subject.born_on)),
                    ("Chức vụ", plain(subject.told.get("position"))),
                    ("Đơn vị", plain(facts.of(subject, "workplace")) or subject.unit_name or ""),
                    ("Dịp khen thưởng", plain(facts.about.get("occasion"))),
                ]
            ),
            paper.heading("THÀNH TÍCH ĐẠT ĐƯỢC"),
            paper.text_block(sentence(facts.of(subject, "merits")) or "Có danh mục thành tích kèm theo hồ sơ."),
        ],
        recipients=facts.recipients or (f"{phrases.superior(facts)};", "Lưu hồ sơ."),
    )


def decision(facts: Facts) -> dict[str, Any]:
    """T14, Quyết định khen thưởng: in the bureau's name, with what goes with the form."""
    fund = plain(facts.about.get("fund")) or f"quỹ khen thưởng của {facts.issuer.name}"
    whom = _given(facts)
    return phrases.decision(
        facts,
        subject="Về việc khen thưởng",
        bases=(
            "Căn cứ Quy chế thi đua, khen thưởng của Đoàn TNCS Hồ Chí Minh;",
            phrases.powers(facts),
            _proposed(facts),
        ),
        articles=(
            f"{phrases.capitalised(whom)} cho {_format_recipients(facts)}{_occasion(facts)}.{_because(facts)}",
            f"Mức thưởng kèm theo thực hiện theo quy định{_amount(facts)}, trích từ {fund}.",
            phrases.carried_out(facts, "các đơn vị có liên quan", "các tập thể, cá nhân có tên tại Điều\u00a01"),
        ),
        annex=_list(facts, paper_name="Quyết định", title="DANH SÁCH TẬP THỂ, CÁ NHÂN ĐƯỢC KHEN THƯỞNG"),
    )


def _form(facts: Facts) -> str:
    return plain(facts.shared("form_title"))


def _given(facts: Facts) -> str:
    form = _form(facts)
    return f"tặng {form}" if form else "khen thưởng"


def _format_recipients(facts: Facts) -> str:
    if len(facts.subjects) == 1:
        subject = facts.subjects[0]
        return phrases.who(facts, noun="tập thể" if facts.of(subject, "is_collective") else "đồng chí")
    collectives = sum(bool(facts.of(each, "is_collective")) for each in facts.subjects)
    parts = [
        f"{count} {noun}"
        for count, noun in ((collectives, "tập thể"), (len(facts.subjects) - collectives, "cá nhân"))
        if count
    ]
    return f"{paper.bold(' và '.join(parts))} (có danh sách kèm theo)"


def _occasion(facts: Facts) -> str:
    occasion = plain(facts.about.get("occasion"))
    return f", đã có thành tích trong {occasion.removeprefix('trong ')}" if occasion else ""


def _because(facts: Facts) -> str:
    reason = sentence(facts.about.get("reason")) or _one_merit(facts)
    return f" Thành tích: {reason}" if reason else ""


def _one_merit(facts: Facts) -> str:
    return sentence(facts.of(facts.subjects[0], "merits")) if len(facts.subjects) == 1 else ""


def _amount(facts: Facts) -> str:
    each = money(facts.shared("money"))
    if not each:
        return ""
    return f" ({each})" if len(facts.subjects) == 1 else f" ({each} mỗi tập thể, cá nhân)"


def _proposed(facts: Facts) -> str:
    reference = phrases.of_paper(facts.resolution, name="Tờ trình") if facts.resolution else ""
    of = paper.chapters_of(facts)
    proposing = of[0] if len(of) == 1 else "các đơn vị"
    return f"Xét {reference} của {proposing}," if reference else f"Xét thành tích đạt được và đề nghị của {proposing},"


def _list(facts: Facts, *, paper_name: str, title: str) -> dict[str, Any] | None:
    own_form = () if _form(facts) else (_FORM,)
    prize = Column("Mức thưởng", 2.8, "center", _prize)
    drawn = phrases.roll(
        facts,
        title=title,
        paper_name=paper_name,
        columns=(phrases.NAME, phrases.BORN, _UNIT, *own_form, _MERITS, prize),
    )
    if drawn:
        drawn["columns"] = [
            {**each, "title": _NAME.title} if each["title"] == phrases.NAME.title else each for each in drawn["columns"]
        ]
    return drawn


def _prize(facts: Facts, subject: Subject) -> str:
    return "" if facts.shared("money") else money(facts.of(subject, "money"))
