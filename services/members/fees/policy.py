"""Who keeps and sees fees. These lines are part of the service's one table (services/members/policy.py)."""

from services.kit.policy import EVERYONE, Rule, Where, allow

_SUPERIORS = ("GRASSROOTS_OFFICER", "DISTRICT_OFFICER", "PROVINCE_OFFICER")
_OFFICERS = ("CHAPTER_OFFICER", *_SUPERIORS)

RULES: tuple[Rule, ...] = (
    allow("fee.view", EVERYONE, Where.SELF),
    allow("fee.view", (*_OFFICERS, "INSPECTOR", "AUDITOR"), Where.UNIT_OR_BELOW),
    # Money is taken where the member belongs, never by a superior in the chapter's name.
    allow("fee.collect", _OFFICERS, Where.SAME_UNIT),
    allow("fee.open_book", _OFFICERS, Where.UNIT_OR_BELOW),
    # A superior lifts what is owed below; nobody waives in their own book.
    allow("fee.waive", _SUPERIORS, Where.BELOW),
    # A unit without chapters has no superior officer nearer than those who lead it.
    allow("fee.waive", "GRASSROOTS_OFFICER", Where.SAME_UNIT),
    allow("fee.remit", _OFFICERS, Where.SAME_UNIT),
    allow("fee.confirm", _SUPERIORS, Where.SAME_UNIT),
)
