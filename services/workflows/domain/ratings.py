"""Ratings of members and units, and what stands against a high one: attendance, discipline, fees, training.

Sources: guidance HD 33 (2020) and that of 2023–2027; the four names and two that mean that nobody was rated (domain rule 9).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from services.contracts.titles import DISCIPLINE_FORMS, RANKED, RATINGS, TRAINING_RESULTS
from services.workflows.domain import award_forms, discipline, rules, words
from services.workflows.domain.view import CaseFact, View

DISCIPLINED: Final = "disciplined"
"""The ceiling that says that somebody was punished."""
_SPELLINGS: Final = {
    "xuat sac": "HTXS",
    "tot": "HTT",
    "kha": "HTT",
    "trung binh": "HT",
    "yeu": "KHT",
    "kem": "KHT",
    "yeu kem": "KHT",
    "khong hoan thanh": "KHT",
}
"""How ratings were called before the present names (S48), and short forms."""


def read(text: str) -> str | None:
    """The code of a rating as people write it: a code, a title, a digit 0–4, or a name of the old scale."""
    said = words.folded(text).strip(" .")
    known = {code.lower(): code for code in RATINGS} | {words.folded(title): code for code, title in RATINGS.items()}
    digits = {str(place): code for place, code in enumerate(RANKED, start=1)} | {"0": "KXL"}
    return known.get(said) or digits.get(said.removesuffix(".0")) or _SPELLINGS.get(said)


def is_above(rating: str, ceiling: str) -> bool:
    """The rating is better than the ceiling; what is no rating is above nothing."""
    return rating in RANKED and RANKED.index(rating) < RANKED.index(ceiling)


def lower(one: str, other: str) -> str:
    """The worse of two ratings."""
    return max(one, other, key=RANKED.index)


# ---------------------------------------------------------------- what is known of the year


def reference_day(view: View) -> date:
    """The day as of which a year is judged: by when chapters should be ready, or today."""
    return view.day("until") or view.today


def year_of(view: View) -> tuple[date, date]:
    """The twelve months that are judged."""
    end = reference_day(view)
    return rules.add_months(end, -12), end


def entry(view: View) -> Mapping[str, Any]:
    """What the chapter, or the superior in its place, said last, over what was voted before."""
    return {**(view.case.form.get("vote") or {}), **(view.case.form.get("chapter") or {})}


def rating(view: View) -> str | None:
    """The rating that counts: the adjusted one, else the one given last."""
    said = view.case.form.get("adjusted")
    return (entry(view) if said is None else said).get("rating")


@dataclass(frozen=True)
class Attendance:
    """How often somebody came, of the meetings where they should have been."""

    came: int
    held: int
    percent: int


def attendance(view: View) -> Attendance | None:
    """Taking part in the year: by the meetings on record, else as the chapter says. Excused absences do not count."""
    start, end = year_of(view)
    held = [each for each in view.facts["attendances"] if start < each.held_on <= end and each.state != "excused"]
    if held:
        came = sum(each.state in ("present", "late") for each in held)
        return Attendance(came, len(held), came * 100 // len(held))
    said = view.number("adjusted.attendance_percent")
    said = entry(view).get("attendance_percent") if said is None else said
    return Attendance(0, 0, said) if isinstance(said, int) else None


def _of_year(view: View, process: str) -> CaseFact | None:
    wanted = (view.number("year"), view.text("period"))
    of_process = (each for each in view.facts["cases"] if each.process == process and each.state != "cancelled")
    return next((each for each in of_process if (each.form.get("year"), each.form.get("period") or "") == wanted), None)


def training(view: View) -> str | None:
    """The result of the year's training programme, once it is confirmed."""
    found = _of_year(view, "training")
    said = found.form.get("assessment") if found is not None and found.closed_on is not None else None
    result = said.get("result") if isinstance(said, Mapping) else None
    return result if result in TRAINING_RESULTS else None


def punishment(view: View) -> str | None:
    """The strongest form of discipline that came into force in the year and stands; the chapter's own decisions count too."""
    start, end = year_of(view)
    found = {
        form
        for each in view.facts["cases"]
        if each.process == "discipline" and each.state in discipline.STANDING
        if (since := discipline.in_force_since(each.form)) is not None and start < since <= end
        if (form := discipline.form_in_force(each.form, view.rules)) in DISCIPLINE_FORMS
    }
    return max(found, key=tuple(DISCIPLINE_FORMS).index, default=None)


def host_comment(view: View) -> str | None:
    """What the place where the member lives or takes part for a time said last of the year that is judged."""
    hosted = [each.form for each in view.facts["cases"] if each.process in ("residence", "temporary")]
    said = [
        group.get("comment") for form in hosted for group in _comments_of(form) if _is_of_the_year(view, form, group)
    ]
    return next((comment for comment in said if isinstance(comment, str) and comment), None)


def _comments_of(form: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    groups = [*reversed(form.get("comments") or ()), form.get("ending")]
    return [group for group in groups if isinstance(group, Mapping)]


def _is_of_the_year(view: View, form: Mapping[str, Any], comment: Mapping[str, Any]) -> bool:
    """A yearly comment names its year; any other is of the time that the member took part there."""
    if comment.get("year"):
        return bool(comment["year"] == view.number("year"))
    start, end = year_of(view)
    first = form.get("from_on") or form.get("since_on")
    last = comment.get("ended_on") or (form.get("extension") or {}).get("until") or form.get("until")
    return (first is None or date.fromisoformat(first) <= end) and (last is None or date.fromisoformat(last) > start)


def awards(view: View) -> list[str]:
    """Awards that were decided in the year and stand, the latest first: they are considered with the rating (rule 12A)."""
    start, end = year_of(view)
    won = [each for each in view.facts["cases"] if each.process == "award" and each.state in ("decided", "conferred")]
    codes = [str(each.form.get("award_form")) for each in won if (on := _awarded_on(each)) and start < on <= end]
    return [form.title if (form := award_forms.find(view.rules, code)) else code for code in codes]


def _awarded_on(award: CaseFact) -> date | None:
    said = (award.form.get("central") or {}).get("decided_on")
    return date.fromisoformat(said) if said else award.decided_on


# ---------------------------------------------------------------- how high it may be


@dataclass(frozen=True)
class Ceiling:
    """The best rating that something leaves open. why: the finding, a clause that begins with no name."""

    code: str
    rating: str
    why: str
    mend: str


def ceilings(view: View) -> list[Ceiling]:
    """Everything that keeps the rating down, by the rule set of the case."""
    found = (_by_attendance(view), _by_discipline(view), _by_fees(view), _by_training(view))
    return [ceiling for ceiling in found if ceiling is not None]


def best(view: View) -> str:
    """The best rating that is open."""
    top = RANKED[0]
    for ceiling in ceilings(view):
        top = lower(top, ceiling.rating)
    return top


_ATTENDANCE_UNKNOWN: Final = Ceiling(
    "attendance-unknown",
    RANKED[1],
    "chưa có số liệu tham gia sinh hoạt, hoạt động trong năm",
    "Ghi mục “Tỉ lệ tham gia (%)”, hoặc điểm danh các cuộc họp của chi đoàn, rồi xếp loại.",
)
"""The best rating asks for a share of activities (S47): of one that nobody knows it cannot be given."""


def _by_attendance(view: View) -> Ceiling | None:
    known = attendance(view)
    if known is None:
        return _ATTENDANCE_UNKNOWN
    least = (("HTXS", "htxs_min_attendance"), ("HTT", "htt_min_attendance"), ("HT", "ht_min_attendance"))
    best_open = next((code for code, key in least if known.percent >= view.setting(key)), RANKED[-1])
    if best_open == RANKED[0]:
        return None
    share = words.percent(known.came, known.held) if known.held else f"{known.percent}%"
    counted = f"{known.came}/{known.held} buổi ({share})" if known.held else f"{share} số buổi"
    return Ceiling("attendance", best_open, f"tham gia {counted}", "Chọn mức khác hoặc bổ sung minh chứng.")


def _by_discipline(view: View) -> Ceiling | None:
    form = punishment(view)
    if form is None:
        return None
    key = "rating_after_reprimand" if form == "KHIEN_TRACH" else "rating_after_warning"
    why = f"bị {DISCIPLINE_FORMS[form].lower()} trong năm"
    return Ceiling(DISCIPLINED, view.rules.text(key), why, "Chọn mức phù hợp với kỷ luật đã có.")


def _by_fees(view: View) -> Ceiling | None:
    fees = view.facts["fees"]
    if fees is None or not fees.owed:
        return None
    why = f"còn nợ đoàn phí {len(fees.owed)} tháng"
    return Ceiling(
        "fees-owed", view.rules.text("rating_when_owing"), why, "Thu đoàn phí các tháng này, hoặc chọn mức khác."
    )


def _by_training(view: View) -> Ceiling | None:
    if training(view) != "CHUA_DAT":
        return None
    why = "chương trình rèn luyện năm nay chưa đạt"
    mend = "Chọn mức khác, hoặc xem lại kết quả rèn luyện."
    return Ceiling("training-failed", view.rules.text("rating_after_failed_training"), why, mend)
