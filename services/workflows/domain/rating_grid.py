"""What the rating grid shows of a member, and of all members of a chapter together."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from services.contracts.titles import RANKED, RATINGS, TRAINING_RESULTS
from services.workflows.domain import electorate, evaluation_rules, ratings
from services.workflows.domain.view import View

KEYS = {**{code: str(place) for place, code in enumerate(RANKED, start=1)}, "KXL": "0"}
"""The key that gives a rating."""
SHORT = {"HTXS": "Xuất sắc", "HTT": "Tốt", "HT": "Hoàn thành", "KHT": "Không HT", "KXL": "Không xếp"}
"""What a rating is called where four stand beside each other on a phone."""


def row(view: View) -> dict[str, Any]:
    """Attendance, fees, training, awards, the member's own word, votes, the rating and how high it may be."""
    said, known, fees = ratings.entry(view), ratings.attendance(view), view.facts["fees"]
    return {
        "attendance": known and {"came": known.came, "held": known.held, "percent": known.percent},
        "fees_owed": len(fees.owed) if fees else 0,
        "training": ratings.training(view),
        "training_title": TRAINING_RESULTS.get(ratings.training(view) or ""),
        "self_rating": view.value("self.rating"),
        "self_rating_title": RATINGS.get(view.text("self.rating")),
        "self_review": {name: view.value(f"self.{name}") for name in ("strengths", "weaknesses", "direction")},
        "has_reviewed": evaluation_rules.has_reviewed(view),
        "votes": evaluation_rules.votes_of(view),
        "rating": ratings.rating(view),
        "rating_title": RATINGS.get(ratings.rating(view) or ""),
        "proposed": "KXL" if evaluation_rules.is_new(view) else None,
        "best": ratings.best(view),
        "ceilings": [
            {"code": each.code, "rating": each.rating, "text": each.why, "mend": each.mend}
            for each in ratings.ceilings(view)
        ],
        "comment": said.get("comment"),
        "unrated_reason": said.get("unrated_reason") or evaluation_rules.why_unrated(view),
        "host_comment": ratings.host_comment(view),
        "awards": ratings.awards(view),
        "is_officer": view.flag("is_officer"),
        "meeting": {
            name: said.get(name) for name in ("met_on", "present", "members_total", "chair", "secretary", "place")
        },
    }


def without_discipline(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The row for those who may not know of discipline: how high the rating may be, but not that this is why."""
    return {**facts, "ceilings": [each for each in facts["ceilings"] if each["code"] != ratings.DISCIPLINED]}


def summary(views: Sequence[View]) -> dict[str, Any]:
    """How the ratings are spread, the cap on the best where it is on, and the choices with their keys."""
    first = views[0]
    members = electorate.count(first, electorate.MEMBERS, on=first.today)
    given = Counter(ratings.rating(view) for view in views if ratings.rating(view))
    cap, good = first.setting("htxs_cap_percent"), sum(given[code] for code in evaluation_rules.GOOD)
    return {
        "choices": [
            {"code": code, "title": RATINGS[code], "short": SHORT[code], "key": key, "is_ranked": code in RANKED}
            for code, key in KEYS.items()
            if code in first.rules.texts("rating_scale")
        ],
        "meeting": {"met_on": first.today.isoformat(), "members_total": members},
        "given": {code: given[code] for code in KEYS},
        "members_total": members,
        "cap": {
            "rating": evaluation_rules.CAPPED,
            "among": evaluation_rules.GOOD,
            "percent": cap,
            "best": given[evaluation_rules.CAPPED],
            "good": good,
            "most": good * cap // 100,
        }
        if cap
        else None,
    }
