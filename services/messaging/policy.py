"""Who may look at papers, and correct them. All other papers are asked for by cases and by the registry, and settled by them."""

from services.contracts.common import ROLES
from services.kit.policy import EVERYONE, OPERATOR, Policy, Where, allow, known_roles

known_roles(*ROLES)

OFFICERS = ("CHAPTER_OFFICER", "GRASSROOTS_OFFICER", "DISTRICT_OFFICER", "PROVINCE_OFFICER")
OFFICES = OFFICERS[1:]
READERS = (*OFFICERS, "INSPECTOR", "AUDITOR")

POLICY = Policy(
    "messaging",
    allow("document.view", READERS, Where.UNIT_OR_BELOW),
    allow("symbols.view", READERS, Where.UNIT_OR_BELOW),
    # A chapter has neither office nor seal: how its papers are numbered the unit above says.
    allow("symbols.change", OFFICES, Where.UNIT_OR_BELOW),
    allow("document.export", READERS, Where.ANYWHERE),
    allow("copy.read", OPERATOR, Where.ANYWHERE),
    # A slip of the pen is put right by whose paper it is.
    allow("document.correct", OFFICERS, Where.SAME_UNIT),
    # Discipline is read by those concerned: the issuer, the unit above it and the chapter (parties), inspectors, the person.
    allow("document.view_confidential", OFFICERS, Where.SAME_UNIT),
    allow("document.view_confidential", ("INSPECTOR",), Where.UNIT_OR_BELOW),
    allow("document.view_confidential", (EVERYONE, *OFFICERS), Where.PARTY),
    # A decision of the unit above concerns the chapter and the people that it names.
    allow("document.view", (EVERYONE, *OFFICERS), Where.PARTY),
    # A sheet is made of what the asker gives, and nothing is looked up or kept.
    allow("slip.draw", EVERYONE, Where.ANYWHERE),
    allow("audit.view", "INSPECTOR", Where.UNIT_OR_BELOW),
    allow("system.view", "SYSADMIN", Where.ANYWHERE),
    allow("system.replay", "SYSADMIN", Where.ANYWHERE),
)
