"""Who may give others a way in. These lines are part of the service's one table (services/members/policy.py)."""

from services.kit.policy import Rule, Where, allow

_SUPERIORS = ("GRASSROOTS_OFFICER", "DISTRICT_OFFICER", "PROVINCE_OFFICER")

RULES: tuple[Rule, ...] = (
    allow("account.invite", _SUPERIORS, Where.UNIT_OR_BELOW),
    # The chapter opens the account of whoever is on its roll (domain rule 4, step 7).
    allow("account.invite", "CHAPTER_OFFICER", Where.SAME_UNIT),
    allow("account.invite", "SYSADMIN", Where.ANYWHERE),
    # A link replaces a password: whoever could send one to an equal or a superior could become them.
    allow("account.invite_officer", _SUPERIORS, Where.BELOW),
    allow("account.invite_officer", "SYSADMIN", Where.ANYWHERE),
    allow("account.invite_administrator", "SYSADMIN", Where.ANYWHERE),
    allow("account.view", "SYSADMIN", Where.ANYWHERE),
    allow("account.lock", "SYSADMIN", Where.ANYWHERE),
    allow("account.end_sessions", "SYSADMIN", Where.ANYWHERE),
    allow("audit.view", "INSPECTOR", Where.UNIT_OR_BELOW),
    # An administrator sees what was done with accounts, and of cases and files nothing.
    allow("audit.view_accounts", "SYSADMIN", Where.ANYWHERE),
    allow("system.view", "SYSADMIN", Where.ANYWHERE),
    allow("system.replay", "SYSADMIN", Where.ANYWHERE),
)
