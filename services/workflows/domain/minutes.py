"""T01: the minutes of a meeting of a chapter as a paper of its cases, one for all that were considered at the same meeting."""

from dataclasses import replace
from typing import Any

from services.contracts.titles import RATINGS
from services.workflows.domain import award_meeting, electorate, named, rating_meeting, ratings
from services.workflows.domain.process import Issue, Saying, Teller, nothing
from services.workflows.domain.view import View

_BALLOTS = ("agree", "disagree", "blank", "invalid", "present")
_SLIPS = ("issued", "collected")
_ATTENDANCE = (("summoned", "summoned"), ("absent_excused", "excused"), ("absent_unexcused", "unexcused"))
"""Key of the paper → field of the form."""
_BALLOT_KINDS = {"hands": "OPEN", "secret": "SECRET"}


def of_a_vote(matter: str, *, person: Teller = named.person) -> Issue:
    """Minutes of the meeting in the group `vote` of the form, which voted for or against each person; once a vote."""
    return _taken(
        matter, _voted_meeting, lambda view: {**_bare(person(view)), "vote": _votes(view)}, recorded=_recorded
    )


def of_ratings(matter: Saying) -> Issue:
    """Minutes of the meeting that rated members: the votes for the rating that each was given, and that rating."""
    return replace(_taken(matter, rated_meeting, _rated), again=True)


def of_a_proposal(matter: Saying, *, verdict: Saying) -> Issue:
    """Minutes of the meeting at the top of the form that proposed each person or collective; of whichever unit proposes, each time."""

    def person(view: View) -> dict[str, Any]:
        votes = {name: view.number(name) or 0 for name in ("agree", "disagree", "blank")}
        voted = {} if view.number("agree") is None else {"vote": votes}
        return {**named.person(view), **voted, "verdict": verdict if isinstance(verdict, str) else verdict(view)}

    return replace(_taken(matter, _proposing_meeting, person), by="unit_officer", again=True)


def _proposing_meeting(view: View) -> dict[str, Any]:
    told = {name: view.value(name) for name in ("chair", "secretary", "present")}
    members = electorate.members_total(award_meeting.meeting(view)) or None
    return {"on": view.value("met_on"), "place": view.value("met_at"), "members": members, **told}


def _taken(matter: Saying, meeting: Teller, person: Teller, *, recorded: Teller = nothing) -> Issue:
    def common(view: View) -> dict[str, Any]:
        about = {"matter": matter if isinstance(matter, str) else matter(view), **recorded(view)}
        return {**named.signed(view, about), "meeting": meeting(view)}

    return Issue("T01", by="chapter_officer", common=common, person=person, in_force=True, of_one_meeting=True)


def _bare(told: dict[str, Any]) -> dict[str, Any]:
    """Nothing of the resolution that came of the meeting: it has its own paper."""
    return {name: value for name, value in told.items() if name != "resolution"}


def _votes(view: View) -> dict[str, int]:
    slips = {name: view.number(f"vote.{name}") for name in _SLIPS}
    return {name: view.number(f"vote.{name}") or 0 for name in _BALLOTS} | named.known(**slips)


def _recorded(view: View) -> dict[str, Any]:
    """Who was called and stayed away, how it was voted, what was concluded (domain rule 3.2), as far as it was written down."""
    counts = {told: view.number(f"vote.{name}") for told, name in _ATTENDANCE}
    ballot = _BALLOT_KINDS.get(view.text("vote.ballot"))
    return named.known(**counts, ballot=ballot, conclusion=view.value("vote.conclusion"))


def _voted_meeting(view: View) -> dict[str, Any]:
    told = {name: view.value(f"vote.{name}") for name in ("chair", "secretary", "place", "present")}
    return {"on": view.value("vote.met_on"), "members": electorate.members_total(view), **told}


def rated_meeting(view: View) -> dict[str, Any]:
    """When and where the chapter rated the member, and who was there."""
    said = ratings.entry(view)
    told = {name: said.get(name) for name in ("chair", "secretary", "place", "present")}
    return {"on": said.get("met_on"), "members": rating_meeting.members_total(view), **told}


def _rated(view: View) -> dict[str, Any]:
    said, rating = ratings.entry(view), ratings.rating(view)
    votes = {code: said.get(f"votes_{code.lower()}") for code in RATINGS}
    given, cast = votes.get(str(rating)), sum(filter(None, votes.values()))
    told = {} if given is None else {"vote": {"agree": given, "disagree": cast - given, "blank": 0}}
    return {**named.person(view), **told, "verdict": RATINGS.get(str(rating))}
