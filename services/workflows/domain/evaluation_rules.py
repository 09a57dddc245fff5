"""Conditions of rating a member: the meeting, what it voted, how high the rating may be, and when there is none."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from services.contracts.titles import RANKED, RATINGS
from services.workflows.domain import ballots, rating_meeting, ratings, rules, words
from services.workflows.domain.calendar import ZONE
from services.workflows.domain.campaign import Campaign, Wrong
from services.workflows.domain.case import Refusal
from services.workflows.domain.gone import NOT_DONE
from services.workflows.domain.rules import Rules
from services.workflows.domain.view import CaseFact, PastFact, View

LEADING = frozenset({"BT", "PBT_TT", "PBT", "UVBTV"})
"""Offices whose holders the superior rates, not the chapter where they live."""
CAPPED = "HTXS"
"""The rating of which a unit may give a share alone."""
GOOD = ("HTXS", "HTT")
"""The ratings that the share is counted among."""
_LEVELS = ("PROVINCE", "DISTRICT", "GRASSROOTS", "SUB_GRASSROOTS", "CHAPTER")


def known(view: View) -> dict[str, Any]:
    """The highest leading office that the member holds: whoever is above it rates them."""
    held = [each for each in view.facts["offices"] if each.code in LEADING and each.level in _LEVELS]
    if not held:
        return {}
    highest = min(held, key=lambda each: _LEVELS.index(each.level))
    return {"is_officer": True, "office_unit_id": str(highest.unit_id)}


def first_this_year(view: View) -> Refusal | None:
    """One evaluation a member, year and period."""
    return _once(view, view.facts["cases"])


def first_of_unit(view: View) -> Refusal | None:
    """One evaluation a unit, year and period, whichever level opened it."""
    return _once(view, view.facts["unit_cases"])


def _once(view: View, others: Sequence[CaseFact]) -> Refusal | None:
    year, period = view.number("year"), view.text("period")
    other = next(
        (
            each
            for each in others
            if each.process == view.case.process and each.state not in NOT_DONE
            if (each.form.get("year"), each.form.get("period") or "") == (year, period)
        ),
        None,
    )
    if other is None:
        return None
    return Refusal(
        "already-this-year",
        f"{view.case.subject_name or view.unit.name} đã có hồ sơ {other.number} cho năm {year}.",
        "Mở hồ sơ đó để làm tiếp.",
    )


# ---------------------------------------------------------------- who rates


def rated_by_chapter(view: View) -> Refusal | None:
    """Secretaries, their deputies and members of a bureau are rated by the superior (GK-high)."""
    if not view.flag("is_officer"):
        return None
    return Refusal(
        "rated-by-superior",
        f"{view.case.subject_name} là Bí thư, Phó Bí thư hoặc Uỷ viên Ban Thường vụ nên do Đoàn cấp trên đánh giá.",
        "Bấm “Chuyển cấp trên đánh giá”.",
    )


def about_someone_else(view: View) -> Refusal | None:
    doer = view.doer
    if doer is None or doer.person_id is None or doer.person_id != view.case.subject_id:
        return None
    return Refusal(
        "own-case",
        "Đây là hồ sơ của chính bạn nên bạn không ghi kết quả được.",
        "Để cán bộ khác của chi đoàn ghi, hoặc bấm “Chuyển cấp trên đánh giá”.",
    )


def member_has_spoken(view: View) -> Refusal | None:
    """The member's own word comes first; once its time is over the chapter goes on without."""
    if has_reviewed(view) or ratings.entry(view).get("rating") == "KXL":
        return None
    opened_on = view.case.opened_at.astimezone(ZONE).date()
    # The day that the member was given: put off to a working day, as every deadline is.
    limit = view.calendar.due_at(opened_on, view.rules.number("rating_self_days")).astimezone(ZONE).date()
    if view.today > limit:
        return None
    return Refusal(
        "no-self-review",
        f"{view.case.subject_name} chưa tự đánh giá và còn hạn đến {words.day(limit)}.",
        "Nhắc đoàn viên tự đánh giá, hoặc bấm “Có bản tự đánh giá giấy”.",
    )


def has_reviewed(view: View) -> bool:
    """The member's own word was given here, or the chapter has it on paper."""
    return bool(view.case.form.get("self")) or any(each.action == "receive_paper" for each in view.facts["past"])


# ---------------------------------------------------------------- by when


def chapters_time_from(view: View) -> date | None:
    """From when the chapter's days run, so that they end on the day that the period gives it (rule 9: 15/12, 20/12).

    None where no day was given, or it is past: then they run from where the case stands.
    """
    until = _given_until(view)
    return until and until - timedelta(days=view.rules.number("rating_chapter_days"))


def superiors_time_from(view: View) -> date | None:
    """The superior's days begin when the chapter's are over."""
    return _given_until(view)


def _given_until(view: View) -> date | None:
    until = view.day("until")
    return until if until is not None and until >= view.today else None


# ---------------------------------------------------------------- the meeting


def met_by_now(view: View) -> Refusal | None:
    return ballots.met_by_now(rating_meeting.meeting(view)) if ratings.entry(view).get("met_on") else None


def quorum(view: View) -> Refusal | None:
    said = ratings.entry(view)
    if _is_unrated(view):
        return None
    if said.get("present") is not None:
        return ballots.quorum(rating_meeting.meeting(view))
    if not said.get("rating"):
        return None
    return Refusal(
        "no-meeting",
        f"Chưa ghi cuộc họp xếp loại {view.case.subject_name}: ngày họp và số người có mặt.",
        "Ghi cuộc họp của chi đoàn rồi xếp loại.",
    )


def _is_unrated(view: View) -> bool:
    return ratings.entry(view).get("rating") not in (None, *RANKED)


def votes_of(view: View) -> dict[str, int]:
    """How many were for each rating."""
    said = ratings.entry(view)
    return {code: int(said.get(f"votes_{code.lower()}") or 0) for code in RANKED}


def votes_add_up(view: View) -> Refusal | None:
    """Nobody votes twice; who has no opinion is in none of the counts."""
    cast, present = sum(votes_of(view).values()), ratings.entry(view).get("present")
    if present is None or cast <= present:
        return None
    return Refusal(
        "votes-do-not-add-up",
        f"Số phiếu các mức cộng lại là {cast} nhưng chỉ có {present} người có mặt.",
        "Sửa một trong hai số.",
    )


def voted(view: View) -> Refusal | None:
    if not _is_ranked(view) or any(votes_of(view).values()):
        return None
    return Refusal(
        "no-vote",
        f"Chưa ghi số phiếu cho từng mức của {view.case.subject_name}.",
        "Ghi số phiếu, hoặc bấm “Tất cả tán thành”.",
    )


def as_voted(view: View) -> Refusal | None:
    """The rating is one that most were for; where the rules allow no such rating, the best they do allow."""
    given, votes = ratings.entry(view).get("rating"), votes_of(view)
    most = max(votes.values())
    if given not in RANKED or not most:
        return None
    top = ratings.best(view)
    open_ = {ratings.lower(code, top) for code, count in votes.items() if count == most}
    if given in open_:
        return None
    chosen = words.listed(f"“{RATINGS[code]}”" for code in RANKED if code in open_)
    return Refusal(
        "not-as-voted",
        f"Nhiều phiếu nhất cho {view.case.subject_name} ứng với mức {chosen}, không phải “{RATINGS[given]}”.",
        "Chọn mức theo biểu quyết, hoặc sửa số phiếu.",
    )


# ---------------------------------------------------------------- the rating itself


def within_ceilings(view: View) -> Refusal | None:
    """Attendance, discipline, fees and training each leave a best rating open."""
    given = ratings.rating(view)
    against = [each for each in ratings.ceilings(view) if given and ratings.is_above(given, each.rating)]
    if not against or given is None:
        return None
    lowest = max(against, key=lambda each: RANKED.index(each.rating))
    found = words.listed(each.why for each in against)
    return Refusal(
        lowest.code,
        f"{view.case.subject_name} {found}, chưa đạt mức cho “{RATINGS[given]}”; cao nhất là “{RATINGS[lowest.rating]}”.",
        lowest.mend,
    )


def in_scale(view: View) -> Refusal | None:
    """The rating is one of those that the province rates by; the best that is left open always is."""
    given = ratings.rating(view)
    if given in (None, ratings.best(view)) or (given == "KXL" and is_new(view)):
        return None
    return _out_of_scale(view, given)


def own_word_in_scale(view: View) -> Refusal | None:
    return _out_of_scale(view, view.value("self.rating"))


def unit_in_scale(view: View) -> Refusal | None:
    return _out_of_scale(view, view.value("adjusted.rating") or view.value("rated.rating"))


def _out_of_scale(view: View, given: str | None) -> Refusal | None:
    scale = view.rules.texts("rating_scale")
    if given is None or given in scale:
        return None
    levels = words.listed(f"“{RATINGS[code]}”" for code in (*RANKED, "KXL") if code in scale)
    return Refusal(
        "not-in-scale",
        f"“{RATINGS[given]}” không có trong thang xếp loại của quy định áp dụng cho hồ sơ ({levels}).",
        "Chọn một mức trong thang.",
    )


def long_enough(view: View) -> Refusal | None:
    """Who joined too short a time before the reference day is not rated."""
    why = why_unrated(view)
    if why is None or not _is_ranked(view):
        return None
    text = f"{view.case.subject_name} chưa được xếp loại: {why.rstrip('.')}."
    return Refusal("too-new", text, "Chọn “Không xếp loại” và ghi lý do.")


def why_unrated(view: View) -> str | None:
    """Why the member cannot be rated this year, where the registry says so."""
    subject, months = view.subject, view.rules.number("rating_min_months")
    if subject is None or subject.joined_on is None or not is_new(view):
        return None
    joined_on, on = words.day(subject.joined_on), words.day(ratings.reference_day(view))
    return f"Vào Đoàn ngày {joined_on}, chưa đủ {months} tháng vào ngày {on}."


def _is_ranked(view: View) -> bool:
    return ratings.rating(view) in RANKED


def is_new(view: View) -> bool:
    """The member joined less than the least number of months before the reference day."""
    subject = view.subject
    if subject is None or subject.joined_on is None:
        return False
    earliest = rules.add_months(subject.joined_on, view.rules.number("rating_min_months"))
    return earliest > ratings.reference_day(view)


def unrated_for_a_reason(view: View) -> Refusal | None:
    if ratings.rating(view) != "KXL" or ratings.entry(view).get("unrated_reason") or view.value("adjusted.rating"):
        return None
    return Refusal(
        "unrated-reason",
        f"Chưa ghi lý do không xếp loại {view.case.subject_name}.",
        "Ghi lý do, ví dụ: mới vào Đoàn, đi làm ăn xa.",
    )


def commented(view: View) -> Refusal | None:
    """Whoever rates writes a comment into each member's book (S10): the committee, or the superior in its place."""
    said = ratings.entry(view)
    if said.get("comment") or not said.get("rating"):
        return None
    is_above = (view.before or view.case).state == "superior_rating"
    speaker, then = ("Đoàn cấp trên, là bên đánh giá", "công nhận") if is_above else ("chi đoàn", "gửi")
    return Refusal(
        "no-comment",
        f"{view.case.subject_name} chưa có nhận xét của {speaker}.",
        f"Ghi nhận xét ưu, khuyết điểm rồi {then}.",
    )


def under_the_cap(view: View) -> Refusal | None:
    """Where the cap is on: no more of the best than its share of those rated good or better at the unit."""
    cap, tally = view.setting("htxs_cap_percent"), view.facts["ratings"]
    if not cap or ratings.rating(view) != CAPPED:
        return None
    best, good = tally.get(CAPPED, 0), sum(tally.get(code, 0) for code in GOOD)
    most = good * cap // 100
    if best <= most:
        return None
    return Refusal(
        "too-many-best",
        f"{view.unit.name} có {best} người “{RATINGS[CAPPED]}”, nhiều hơn {cap}% của {good} người từ mức tốt trở lên (nhiều "
        f"nhất {most}).",
        "Xếp lại một số người ở mức “Hoàn thành tốt nhiệm vụ”.",
    )


# ---------------------------------------------------------------- appeals


def _result(view: View) -> tuple[date | None, Sequence[PastFact]]:
    """The day on which the superior came to the result of its own accord, and what has happened since.

    An answer to an appeal is no result of its own: it begins no new time to appeal in.
    """
    past = view.facts["past"]
    own = [
        place
        for place, each in enumerate(past)
        if each.action in ("confirm", "rate_officer") or (each.action == "adjust" and each.from_state == "confirmed")
    ]
    return (past[own[-1]].on, past[own[-1] :]) if own else (view.case.decided_on, past)


def may_still_appeal(view: View) -> Refusal | None:
    """So many days from the result (GK-low)."""
    (came_on, _), days = _result(view), view.rules.number("rating_appeal_days")
    if came_on is None or view.today <= came_on + timedelta(days=days):
        return None
    return Refusal(
        "appeal-too-late",
        f"Kết quả công nhận ngày {words.day(came_on)}; đã quá {days} ngày được khiếu nại.",
        "Gửi ý kiến tới Đoàn cấp trên để xem xét điều chỉnh.",
    )


def appealed_seldom(view: View) -> Refusal | None:
    """As often as the rule says against one result; the answer is the last word."""
    _, since = _result(view)
    appeals = [each for each in since if each.action == "appeal"]
    times = view.rules.number("rating_appeal_times")
    if len(appeals) < times:
        return None
    said = f"Mỗi kết quả xếp loại được khiếu nại {times} lần"
    if not appeals:
        return Refusal("no-appeal", f"{said} theo quy định hiện hành.", _OTHERWISE)
    answered = next(each.on for each in reversed(since) if each.from_state == "appealed")
    return Refusal(
        "appealed-already",
        f"{said}; kết quả này đã khiếu nại {len(appeals)} lần, Đoàn cấp trên trả lời ngày {words.day(answered)}.",
        _OTHERWISE,
    )


_OTHERWISE = "Trả lời của Đoàn cấp trên là cuối cùng; có căn cứ mới thì đề nghị Đoàn cấp trên điều chỉnh kết quả."


def wrong_settings(campaign: Campaign, rule_set: Rules) -> Wrong:
    """A better rating never asks for less attendance than a lower one, by what the campaign sets and the rules leave."""
    asked = {
        key: campaign.form.get(key, rule_set.number(key))
        for key in ("htxs_min_attendance", "htt_min_attendance", "ht_min_attendance")
    }
    best, good, done = asked.values()
    if good < done:
        return {
            "htt_min_attendance": [
                f"Mức tốt cần sinh hoạt {good}%, thấp hơn mức hoàn thành ({done}%). Nhập số không thấp hơn."
            ]
        }
    if best < good:
        return {
            "htxs_min_attendance": [
                f"Mức xuất sắc cần sinh hoạt {best}%, thấp hơn mức tốt ({good}%). Nhập số không thấp hơn."
            ]
        }
    return {}
