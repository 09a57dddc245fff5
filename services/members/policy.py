"""Who may do what in the registry, and where (domain rule 2.1). Officers' duties nest: a chapter's secretary keeps its roll,
each superior sees and mends everything below, and what changes a unit itself is done by those above it."""

from services.contracts.common import ROLES
from services.kit.policy import EVERYONE, OPERATOR, Policy, Where, allow, known_roles
from services.members.accounts.policy import RULES as ACCOUNT_RULES
from services.members.edit_requests.policy import RULES as EDIT_REQUEST_RULES
from services.members.fees.policy import RULES as FEE_RULES

known_roles(*ROLES)

SUPERIORS = ("GRASSROOTS_OFFICER", "DISTRICT_OFFICER", "PROVINCE_OFFICER")
OFFICERS = ("CHAPTER_OFFICER", *SUPERIORS)
READERS = (*OFFICERS, "INSPECTOR", "AUDITOR")

POLICY = Policy(
    "members",
    allow("work.view", EVERYONE, Where.ANYWHERE),
    allow("unit.view", READERS, Where.UNIT_OR_BELOW),
    # A member sees the units they belong to, from the chapter up.
    allow("unit.view", EVERYONE, Where.PARTY),
    # Names alone, for choosing a destination; never people or counts.
    allow("unit.find", EVERYONE, Where.ANYWHERE),
    allow("unit.create", SUPERIORS, Where.UNIT_OR_BELOW),
    allow("unit.rename", SUPERIORS, Where.BELOW),
    allow("unit.rename", "PROVINCE_OFFICER", Where.SAME_UNIT),
    allow("unit.move", SUPERIORS, Where.BELOW),
    allow("unit.close", SUPERIORS, Where.BELOW),
    allow("unit.merge", SUPERIORS, Where.BELOW),
    allow("unit.split", SUPERIORS, Where.BELOW),
    allow("unit.count_youth", OFFICERS, Where.UNIT_OR_BELOW),
    allow("position.appoint", SUPERIORS, Where.BELOW),
    allow("position.appoint", "PROVINCE_OFFICER", Where.SAME_UNIT),
    allow("position.end", SUPERIORS, Where.BELOW),
    allow("position.end", "PROVINCE_OFFICER", Where.SAME_UNIT),
    allow("sitting.view", (*OFFICERS, "INSPECTOR"), Where.UNIT_OR_BELOW),
    allow("sitting.record", OFFICERS, Where.UNIT_OR_BELOW),
    allow("member.view", EVERYONE, Where.SELF),
    allow("member.view", READERS, Where.UNIT_OR_BELOW),
    allow("member.view_contact", EVERYONE, Where.SELF),
    allow("member.view_contact", (*OFFICERS, "INSPECTOR"), Where.UNIT_OR_BELOW),
    allow("member.view_sensitive", EVERYONE, Where.SELF),
    allow("member.view_sensitive", (*OFFICERS, "INSPECTOR"), Where.UNIT_OR_BELOW),
    allow("member.view_card", EVERYONE, Where.SELF),
    allow("member.view_card", OFFICERS, Where.UNIT_OR_BELOW),
    allow("member.edit", OFFICERS, Where.UNIT_OR_BELOW),
    # What a decision or a confirmation has settled is not for the chapter to change.
    allow("member.correct", SUPERIORS, Where.BELOW),
    allow("member.export", (*OFFICERS, "AUDITOR"), Where.UNIT_OR_BELOW),
    allow("member.confirm", SUPERIORS, Where.BELOW),
    allow("member.compare", OFFICERS, Where.UNIT_OR_BELOW),
    allow("member.merge", SUPERIORS, Where.UNIT_OR_BELOW),
    allow("import.start", OFFICERS, Where.UNIT_OR_BELOW),
    allow("import.view", OFFICERS, Where.UNIT_OR_BELOW),
    allow("import.apply", OFFICERS, Where.UNIT_OR_BELOW),
    allow("import.undo", OFFICERS, Where.UNIT_OR_BELOW),
    allow("import.import_units", SUPERIORS, Where.UNIT_OR_BELOW),
    allow("rule.view", EVERYONE, Where.ANYWHERE),
    # The Charter's numbers are one province's; they are not an administrator's to set.
    allow("rule.change", "PROVINCE_OFFICER", Where.ANYWHERE),
    # What a unit adds for its own members is its own to say, and nobody's further up or down.
    allow("training_item.change", SUPERIORS[:2], Where.SAME_UNIT),
    allow("permission.explain", EVERYONE, Where.ANYWHERE),
    allow("copy.read", OPERATOR, Where.ANYWHERE),
    allow("report.view", READERS, Where.UNIT_OR_BELOW),
    allow("report.export", (*OFFICERS, "AUDITOR"), Where.UNIT_OR_BELOW),
    # A unit speaks for itself; what it said is accepted or sent back by the one directly above, and in the Central's place by the province.
    allow("report.submit", OFFICERS, Where.SAME_UNIT),
    allow("report.accept", SUPERIORS, Where.SAME_UNIT),
    allow("report.return", SUPERIORS, Where.SAME_UNIT),
    allow("register.view", READERS, Where.UNIT_OR_BELOW),
    allow("register.export", (*OFFICERS, "AUDITOR"), Where.UNIT_OR_BELOW),
    # Whose it is, those who decide, and inspectors: of the superiors further up only the direct one is a party.
    allow("member.view_discipline", EVERYONE, Where.SELF),
    allow("member.view_discipline", "CHAPTER_OFFICER", Where.SAME_UNIT),
    allow("member.view_discipline", ("GRASSROOTS_OFFICER", "INSPECTOR"), Where.UNIT_OR_BELOW),
    allow("member.view_discipline", ("DISTRICT_OFFICER", "PROVINCE_OFFICER"), Where.PARTY),
    *ACCOUNT_RULES,
    *EDIT_REQUEST_RULES,
    *FEE_RULES,
)
