"""Who may do what with cases. What a move needs besides is a relation of its process: `domain/relations.py`."""

from services.kit.policy import EVERYONE, Policy, Where, allow

OFFICERS = ("CHAPTER_OFFICER", "GRASSROOTS_OFFICER", "DISTRICT_OFFICER", "PROVINCE_OFFICER")
SUPERVISORS = ("GRASSROOTS_OFFICER", "DISTRICT_OFFICER", "PROVINCE_OFFICER", "INSPECTOR")

POLICY = Policy(
    "workflows",
    allow("case.open", OFFICERS, Where.UNIT_OR_BELOW),
    allow("case.open", EVERYONE, Where.SELF),
    allow("case.view", OFFICERS, Where.PARTY),
    allow("case.view", EVERYONE, Where.SELF),
    allow("case.view", ("CHAPTER_OFFICER",), Where.SAME_UNIT),
    allow("case.view", SUPERVISORS, Where.UNIT_OR_BELOW),
    allow("case.view_confidential", OFFICERS, Where.PARTY),
    allow("case.view_confidential", EVERYONE, Where.SELF),
    allow("case.view_confidential", "INSPECTOR", Where.UNIT_OR_BELOW),
    allow("case.act", OFFICERS, Where.PARTY),
    allow("case.act", EVERYONE, Where.SELF),
    allow("case.act_on_many", OFFICERS, Where.ANYWHERE),
    allow("case.view_sensitive", OFFICERS, Where.PARTY),
    allow("case.view_sensitive", EVERYONE, Where.SELF),
    allow("case.export", (*OFFICERS, "INSPECTOR"), Where.ANYWHERE),
    allow("inbox.view", EVERYONE, Where.ANYWHERE),
    allow("progress.view", (*OFFICERS, "INSPECTOR", "AUDITOR"), Where.UNIT_OR_BELOW),
    allow("attendance.view", (*OFFICERS, "INSPECTOR"), Where.UNIT_OR_BELOW),
    allow("attendance.record", OFFICERS, Where.UNIT_OR_BELOW),
    # What applicants write of themselves is for the unit that they write to, and for nobody above it.
    allow("application.view", OFFICERS, Where.SAME_UNIT),
    allow("application.answer", OFFICERS, Where.SAME_UNIT),
    allow("application.invite", OFFICERS, Where.SAME_UNIT),
    allow("process.view", EVERYONE, Where.ANYWHERE),
    # A unit's own items are for those below it; a member is a party of the units they belong to.
    allow("training_item.view", (*OFFICERS, "INSPECTOR"), Where.UNIT_OR_BELOW),
    allow("training_item.view", EVERYONE, Where.PARTY),
    allow("delegation.make", SUPERVISORS[:3], Where.SAME_UNIT),
    allow("delegation.end", SUPERVISORS[:3], Where.UNIT_OR_BELOW),
    allow("delegation.view", OFFICERS, Where.PARTY),
    allow("delegation.view", SUPERVISORS, Where.UNIT_OR_BELOW),
    allow("trusted_key.view", ("PROVINCE_OFFICER", "SYSADMIN"), Where.ANYWHERE),
    allow("trusted_key.change", ("PROVINCE_OFFICER", "SYSADMIN"), Where.ANYWHERE),
    allow("campaign.open", OFFICERS, Where.UNIT_OR_BELOW),
    allow("campaign.close", OFFICERS, Where.UNIT_OR_BELOW),
    allow("campaign.view", (*OFFICERS, "INSPECTOR"), Where.PARTY),
    allow("campaign.view", (*OFFICERS, "INSPECTOR"), Where.UNIT_OR_BELOW),
    allow("campaign.view_progress", (*OFFICERS, "INSPECTOR"), Where.UNIT_OR_BELOW),
    # Administrators have no part in cases: whoever inspects a unit's work reads what was done with its cases.
    allow("audit.view", "INSPECTOR", Where.UNIT_OR_BELOW),
    allow("system.view", "SYSADMIN", Where.ANYWHERE),
    allow("system.replay", "SYSADMIN", Where.ANYWHERE),
)
