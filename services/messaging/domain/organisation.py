"""Words of T17: a unit is established, renamed, merged, split, dissolved or moved, or its committee is recognised or works longer."""

from collections.abc import Callable, Iterable
from typing import Any

from services.messaging.domain import phrases
from services.messaging.domain.facts import Facts
from services.messaging.domain.phrases import plain, sentence, text_column

_PROVISIONAL = " lâm thời"


def decision(facts: Facts) -> dict[str, Any]:
    """T17: what becomes of the unit and of its members, from which day."""
    subject, acts = _OPERATIONS.get(str(facts.about.get("operation")), _anything)(facts)
    reason = sentence(facts.about.get("reason"))
    return phrases.decision(
        facts,
        subject=f"Về việc {subject}",
        bases=(
            phrases.CHARTER,
            phrases.powers(facts),
            *_agreed(facts),
            f"Xét {phrases.of_paper(facts.resolution, name='đề nghị')} của các đơn vị có liên quan,",
        ),
        articles=(
            f"{phrases.capitalised(acts[0])}.{f' Lý do: {reason}' if reason else ''}",
            *(f"{phrases.capitalised(act)}." for act in acts[1:]),
            phrases.carried_out(facts, *_carriers(facts), effective_on=facts.about.get("effective_on")),
        ),
        annex=phrases.roll(
            facts,
            title=f"DANH SÁCH BAN CHẤP HÀNH{_provisional(facts).upper()}",
            paper_name="Quyết định",
            columns=(phrases.NAME, phrases.BORN, phrases.UNIT, text_column("Chức vụ", 4.0, "office")),
        ),
    )


Wording = tuple[str, list[str]]
"""What the decision is about, and its acts, the first of them Article 1."""


def _established(facts: Facts) -> Wording:
    unit = _name(facts)
    under = plain(facts.about.get("superior_name")) or facts.issuer.name
    members = facts.about.get("members_count")
    acts = [f"thành lập {unit} trực thuộc {under}{f', gồm {members} đoàn viên' if members else ''}"]
    return f"thành lập {unit}", [*acts, *_committee(facts), f"{unit} hoạt động theo Điều lệ {phrases.UNION}"]


def _renamed(facts: Facts) -> Wording:
    unit, new = _name(facts), plain(facts.about.get("new_name")) or "tên mới"
    acts = [f"đổi tên {unit} thành {new}", f"{new} kế thừa hồ sơ, đoàn viên, tài sản và con dấu theo quy định"]
    return f"đổi tên {unit}", acts


def _merged(facts: Facts) -> Wording:
    target = plain(facts.about.get("target_name")) or _name(facts)
    merged = _names(facts.about.get("from_names")) or _name(facts)
    acts = [
        f"sáp nhập {merged} vào {target}",
        f"{target} tiếp nhận đoàn viên, hồ sơ, tài sản và việc đang giải quyết của {merged}; {merged} chấm dứt hoạt động",
    ]
    return f"sáp nhập {merged} vào {target}", [*acts, *_committee(facts)]


def _split(facts: Facts) -> Wording:
    unit, into = _name(facts), _names(facts.about.get("into_names")) or "các đơn vị mới"
    rest = plain(facts.about.get("remainder"))
    acts = [
        f"chia tách {unit} thành {into}",
        "đoàn viên, hồ sơ và tài sản được chia theo danh sách"
        + (f"; phần còn lại: {rest.rstrip('.')}" if rest else ""),
    ]
    return f"chia tách {unit}", [*acts, *_committee(facts)]


def _dissolved(facts: Facts) -> Wording:
    unit, target = _name(facts), plain(facts.about.get("target_name"))
    to = f"; hồ sơ còn lại chuyển về {target}" if target else ""
    acts = [f"giải thể {unit}", f"{unit} chấm dứt hoạt động; đoàn viên đã được chuyển sinh hoạt{to}"]
    return f"giải thể {unit}", acts


def _moved(facts: Facts) -> Wording:
    unit, target = _name(facts), plain(facts.about.get("target_name")) or "đơn vị mới"
    acts = [f"chuyển {unit} về trực thuộc {target}", f"{target} tiếp nhận, chỉ đạo {unit} theo quy định"]
    return f"chuyển {unit} về trực thuộc {target}", acts


def _recognised(facts: Facts) -> Wording:
    unit = _name(facts)
    whole = f"Ban Chấp hành{_provisional(facts)} {unit}{_term(facts)}"
    acts = [_committee_of(facts, whole), f"{whole} thực hiện nhiệm vụ, quyền hạn theo Điều lệ {phrases.UNION}"]
    return f"chuẩn y {whole}", acts


def _extended(facts: Facts) -> Wording:
    unit, until, before = (
        _name(facts),
        phrases.day(facts.about.get("until")),
        phrases.day(facts.about.get("planned_until")),
    )
    days = f"{f' từ ngày {before}' if before else ''} đến hết ngày {until or 'được ghi trong hồ sơ'}"
    if not facts.about.get("provisional"):
        whole = f"nhiệm kỳ{_term(facts).removeprefix(' nhiệm kỳ')} của Ban Chấp hành {unit}"
        return f"kéo dài {whole}", [
            f"kéo dài {whole}{days}",
            f"Ban Chấp hành {unit} tiếp tục thực hiện nhiệm vụ, quyền hạn",
        ]
    whole = f"Ban Chấp hành{_PROVISIONAL} {unit}"
    acts = [
        f"gia hạn thời gian hoạt động của {whole}{days}",
        f"{whole} tổ chức đại hội trong thời gian được gia hạn",
    ]
    return f"gia hạn thời gian hoạt động của {whole}", acts


def _shortened(facts: Facts) -> Wording:
    unit, until, before = (
        _name(facts),
        phrases.day(facts.about.get("until")),
        phrases.day(facts.about.get("planned_until")),
    )
    whole = f"nhiệm kỳ{_term(facts).removeprefix(' nhiệm kỳ')} của Ban Chấp hành {unit}"
    days = f"{f' từ ngày {before}' if before else ''} xuống đến hết ngày {until or 'được ghi trong hồ sơ'}"
    acts = [f"rút ngắn {whole}{days}", f"Ban Chấp hành {unit} tổ chức đại hội trong thời gian còn lại của nhiệm kỳ"]
    return f"rút ngắn {whole}", acts


def _anything(facts: Facts) -> Wording:
    unit = _name(facts)
    return f"tổ chức của {unit}", [f"sắp xếp tổ chức của {unit} theo nội dung đã được thông qua"]


_OPERATIONS: dict[str, Callable[[Facts], Wording]] = {
    "ESTABLISH": _established,
    "RENAME": _renamed,
    "MERGE": _merged,
    "SPLIT": _split,
    "DISSOLVE": _dissolved,
    "MOVE": _moved,
    "COMMITTEE": _recognised,
    "EXTEND": _extended,
    "SHORTEN": _shortened,
}


def _agreed(facts: Facts) -> list[str]:
    """What a party committee agreed by, where one had to."""
    paper = plain(facts.about.get("party_paper"))
    return [f"Căn cứ văn bản đồng ý của cấp uỷ: {paper};"] if paper else []


def _committee(facts: Facts) -> list[str]:
    """The committee named with the act, when it is."""
    if not facts.subjects:
        return []
    unit = plain(facts.about.get("target_name")) or _name(facts)
    return [_committee_of(facts, f"Ban Chấp hành{_provisional(facts)} {unit}{_term(facts)}", verb="chỉ định")]


def _committee_of(facts: Facts, whole: str, *, verb: str = "chuẩn y") -> str:
    told = facts.about.get("committee_count")
    if len(facts.subjects) == 1:
        office = plain(facts.of(facts.subjects[0], "office"))
        one = f"{phrases.who(facts)}{f' giữ chức vụ {office}' if office else ''}"
        return f"{verb} {whole} gồm {told} đồng chí, trong đó có {one}" if told else f"{verb} {one}, {whole}"
    listed = " (có danh sách kèm theo)" if facts.subjects else ""
    count = told or len(facts.subjects)
    return f"{verb} {whole}{f' gồm {count} đồng chí' if count else ''}{listed}"


def _provisional(facts: Facts) -> str:
    return _PROVISIONAL if facts.subjects and facts.shared("is_provisional") else ""


def _term(facts: Facts) -> str:
    term = plain(facts.about.get("term"))
    return f" nhiệm kỳ {term}" if term else ""


def _carriers(facts: Facts) -> list[str]:
    about = facts.about
    one = [about.get("new_name") or about.get("unit_name")]
    told = [*(about.get("from_names") or ()), *(about.get("into_names") or one), about.get("target_name")]
    named = [name for name in map(plain, told) if name and name != facts.issuer.name]
    people = [f"{phrases.people_word(facts)} được nêu tên"] if any(_is_person(facts)) else []
    return [*named, *people]


def _is_person(facts: Facts) -> list[bool]:
    """Of each who is named, whether it is no unit."""
    return [not phrases.is_collective(facts, each) for each in facts.subjects]


def _name(facts: Facts) -> str:
    return plain(facts.about.get("unit_name")) or "đơn vị"


def _names(given: Iterable[Any] | None) -> str:
    names = [plain(name) for name in given or () if plain(name)]
    return f"{', '.join(names[:-1])} và {names[-1]}" if len(names) > 1 else "".join(names)
