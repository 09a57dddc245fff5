"""Accounts in and out of their tables."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, and_, func, literal, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from services.contracts.rules import DEFAULTS
from services.members.accounts.domain import (
    KNOWN_FOR,
    STRANGERS,
    Account,
    Failures,
    Invitation,
    Office,
    RefreshToken,
    Session,
)
from services.members.accounts.tables import (
    accounts,
    invitations,
    recovery_codes,
    refresh_tokens,
    sessions,
    sign_in_failures,
)
from services.members.domain.positions import title_of
from services.members.tables import people, positions, rule_parameters, rule_sets, units

_PERSON_COLUMNS = (people.c.code, people.c.full_name)
_ACCOUNT = (
    accounts.c.person_id,
    *_PERSON_COLUMNS,
    accounts.c.password_hash,
    accounts.c.totp_secret,
    accounts.c.totp_confirmed_at,
    accounts.c.totp_step,
    accounts.c.is_admin,
    accounts.c.closed_at,
)
_WITH_PERSON = accounts.join(people, people.c.id == accounts.c.person_id)


class AccountStore:
    """Accounts, their sessions and what they were invited with."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    # accounts

    def by_login(self, login: str) -> list[Account]:
        """Accounts with a password whose owner bears the member code, phone number or e-mail."""
        bears = or_(people.c.code == login, people.c.phone == _phone(login), people.c.email == login)
        found = select(*_ACCOUNT).select_from(_WITH_PERSON).where(bears, accounts.c.password_hash.is_not(None)).limit(2)
        return [_account(row) for row in self.connection.execute(found)]

    def locked(self, person_id: UUID) -> Account | None:
        """The account, held until the transaction ends."""
        found = select(*_ACCOUNT).select_from(_WITH_PERSON).where(accounts.c.person_id == person_id)
        row = self.connection.execute(found.with_for_update(of=accounts)).first()
        return _account(row) if row else None

    def find(self, person_id: UUID) -> Account | None:
        row = self.connection.execute(
            select(*_ACCOUNT).select_from(_WITH_PERSON).where(accounts.c.person_id == person_id)
        ).first()
        return _account(row) if row else None

    def ensure(self, person_id: UUID, *, is_admin: bool, at: datetime) -> None:
        """The person has an account; an administrator's stays one."""
        new = insert(accounts).values(person_id=person_id, is_admin=is_admin, created_at=at)
        self.connection.execute(
            new.on_conflict_do_update(
                index_elements=["person_id"], set_={"is_admin": or_(accounts.c.is_admin, new.excluded.is_admin)}
            )
        )

    def change(self, person_id: UUID, **columns: Any) -> None:
        self.connection.execute(
            update(accounts).where(accounts.c.person_id == person_id).values(version=accounts.c.version + 1, **columns)
        )

    def person(self, person_id: UUID) -> Any:
        """Name, code and unit of a person, with or without an account; None for nobody."""
        found = (
            select(
                people.c.id,
                people.c.code,
                people.c.full_name,
                people.c.phone,
                people.c.email,
                people.c.unit_id,
                units.c.name.label("unit_name"),
                units.c.level.label("unit_level"),
            )
            .select_from(people.outerjoin(units, units.c.id == people.c.unit_id))
            .where(people.c.id == person_id)
        )
        return self.connection.execute(found).first()

    def province(self) -> Any:
        """The unit at the top of the tree, if it stands already."""
        return self.connection.execute(
            select(units.c.id, units.c.name, units.c.level).where(units.c.parent_id.is_(None)).limit(1)
        ).first()

    def offices(self, person_id: UUID, *, on: date) -> list[Office]:
        """Positions that the person holds on the day, highest first."""
        found = (
            select(positions, units.c.name.label("unit_name"), units.c.level)
            .join(units, units.c.id == positions.c.unit_id)
            .where(
                positions.c.person_id == person_id,
                positions.c.from_on <= on,
                or_(positions.c.until.is_(None), positions.c.until >= on),
                positions.c.ended_at.is_(None) | (positions.c.until > on),
            )
            .order_by(func.nlevel(units.c.path), positions.c.from_on, positions.c.id)
        )
        return [
            Office(
                id=row.id,
                role=row.role,
                code=row.code,
                title=title_of(row.code),
                unit_id=row.unit_id,
                unit_name=row.unit_name,
                level=row.level,
                until=row.until,
            )
            for row in self.connection.execute(found)
        ]

    def rule_is_on(self, key: str, *, on: date) -> bool:
        """The rule set in force on the day has the switch on; one that it does not name is as by default."""
        found = (
            select(rule_parameters.c.value)
            .join(rule_sets, rule_sets.c.code == rule_parameters.c.rule_set)
            .where(rule_parameters.c.key == key, rule_sets.c.valid.contains(on))
        )
        row = self.connection.execute(found).one_or_none()
        return (DEFAULTS[key] if row is None else row.value) is True

    # failures

    def failures(self, person_id: UUID, of: Iterable[str]) -> dict[str, Failures]:
        """Failures of the sources on the account, held until the transaction ends."""
        found = (
            select(sign_in_failures)
            .where(sign_in_failures.c.person_id == person_id, sign_in_failures.c.source.in_(list(of)))
            .order_by(sign_in_failures.c.source)
            .with_for_update()
        )
        rows = {row.source: row for row in self.connection.execute(found)}
        return {
            source: Failures(source, tuple(rows[source].failed_at), rows[source].locked_until)
            if source in rows
            else Failures(source)
            for source in of
        }

    def save_failures(self, person_id: UUID, failures: Failures) -> None:
        values = {"failed_at": list(failures.failed_at), "locked_until": failures.locked_until}
        new = insert(sign_in_failures).values(person_id=person_id, source=failures.source, **values)
        self.connection.execute(new.on_conflict_do_update(index_elements=["person_id", "source"], set_=values))

    def forget_failures(self, person_id: UUID, of: Iterable[str]) -> None:
        mine = and_(sign_in_failures.c.person_id == person_id, sign_in_failures.c.source.in_(list(of)))
        self.connection.execute(sign_in_failures.delete().where(mine))

    # sessions

    def is_known_device(self, person_id: UUID, device_hash: bytes) -> bool:
        """The account was signed in on the device before."""
        found = select(1).where(sessions.c.person_id == person_id, sessions.c.device_key_hash == device_hash).limit(1)
        return self.connection.execute(found).first() is not None

    def add_session(self, session: Session, *, device_hash: bytes | None) -> None:
        self.connection.execute(
            sessions.insert().values(
                id=session.id,
                person_id=session.person_id,
                device=session.device,
                device_key_hash=device_hash,
                created_at=session.created_at,
                seen_at=session.seen_at,
            )
        )

    def session(self, session_id: UUID) -> Session | None:
        """The session, held until the transaction ends."""
        row = self.connection.execute(select(sessions).where(sessions.c.id == session_id).with_for_update()).first()
        return _session(row) if row else None

    def open_sessions(self, person_id: UUID, *, since: datetime) -> list[Session]:
        """Devices still signed in and seen since, latest first."""
        found = (
            select(sessions)
            .where(sessions.c.person_id == person_id, sessions.c.ended_at.is_(None), sessions.c.seen_at >= since)
            .order_by(sessions.c.seen_at.desc(), sessions.c.id)
        )
        return [_session(row) for row in self.connection.execute(found)]

    def see_session(self, session_id: UUID, *, at: datetime) -> None:
        self.connection.execute(update(sessions).where(sessions.c.id == session_id).values(seen_at=at))

    def end_sessions(
        self, person_id: UUID, *, because: str, at: datetime, only: UUID | None = None, keep: UUID | None = None
    ) -> list[UUID]:
        """Sessions that this ended: one, all, or all but one."""
        ending = update(sessions).where(sessions.c.person_id == person_id, sessions.c.ended_at.is_(None))
        if only is not None:
            ending = ending.where(sessions.c.id == only)
        if keep is not None:
            ending = ending.where(sessions.c.id != keep)
        ended = ending.values(ended_at=at, ended_because=because).returning(sessions.c.id)
        return [row.id for row in self.connection.execute(ended)]

    # refresh tokens

    def add_refresh_token(self, token: RefreshToken) -> None:
        self.connection.execute(
            refresh_tokens.insert().values(
                token_hash=token.token_hash,
                session_id=token.session_id,
                generation=token.generation,
                expires_at=token.expires_at,
            )
        )

    def refresh_token(self, token_hash: bytes) -> RefreshToken | None:
        """The token as it stands; lock its session first."""
        row = self.connection.execute(select(refresh_tokens).where(refresh_tokens.c.token_hash == token_hash)).first()
        return RefreshToken(**row._mapping) if row else None

    def use_refresh_tokens(self, session_id: UUID, *, up_to: int, at: datetime) -> None:
        """All of the family up to a generation are used: the one presented and any that a lost answer left."""
        self.connection.execute(
            update(refresh_tokens)
            .where(
                refresh_tokens.c.session_id == session_id,
                refresh_tokens.c.generation <= up_to,
                refresh_tokens.c.used_at.is_(None),
            )
            .values(used_at=at)
        )

    def forget_old(self, *, at: datetime) -> None:
        """Refresh tokens that have run out, sessions of devices no longer known, and failures long past."""
        self.connection.execute(refresh_tokens.delete().where(refresh_tokens.c.expires_at < at))
        held = select(1).where(refresh_tokens.c.session_id == sessions.c.id).exists()
        self.connection.execute(sessions.delete().where(sessions.c.seen_at < at - KNOWN_FOR, ~held))
        is_over = func.coalesce(sign_in_failures.c.locked_until, at) <= at
        is_counted = literal(at - STRANGERS.within) < sign_in_failures.c.failed_at.any_()
        self.connection.execute(sign_in_failures.delete().where(is_over, ~is_counted))

    # invitations

    def add_invitation(self, invitation: Invitation, *, token_hash: bytes, by: UUID | None, at: datetime) -> None:
        """The person's only open invitation; an earlier one is withdrawn."""
        self.withdraw_invitations(invitation.person_id, at=at)
        self.connection.execute(
            invitations.insert().values(
                id=invitation.id,
                person_id=invitation.person_id,
                token_hash=token_hash,
                is_admin=invitation.is_admin,
                invited_by=by,
                created_at=at,
                expires_at=invitation.expires_at,
            )
        )

    def withdraw_invitations(self, person_id: UUID, *, at: datetime) -> None:
        self.connection.execute(
            update(invitations)
            .where(
                invitations.c.person_id == person_id,
                invitations.c.used_at.is_(None),
                invitations.c.withdrawn_at.is_(None),
            )
            .values(withdrawn_at=at)
        )

    def invitation(self, token_hash: bytes) -> Invitation | None:
        """The invitation, held until the transaction ends."""
        found = select(
            invitations.c.id,
            invitations.c.person_id,
            invitations.c.is_admin,
            invitations.c.expires_at,
            invitations.c.used_at,
            invitations.c.withdrawn_at,
        ).where(invitations.c.token_hash == token_hash)
        row = self.connection.execute(found.with_for_update()).first()
        return Invitation(**row._mapping) if row else None

    def is_open_invitation(self, token_hash: bytes, *, at: datetime) -> bool:
        """The invitation can still be accepted."""
        found = select(1).where(
            invitations.c.token_hash == token_hash,
            invitations.c.used_at.is_(None),
            invitations.c.withdrawn_at.is_(None),
            invitations.c.expires_at > at,
        )
        return self.connection.execute(found).first() is not None

    def use_invitation(self, invitation_id: UUID, *, at: datetime) -> None:
        self.connection.execute(update(invitations).where(invitations.c.id == invitation_id).values(used_at=at))

    # recovery codes

    def replace_recovery_codes(self, person_id: UUID, hashes: Iterable[bytes]) -> None:
        self.connection.execute(recovery_codes.delete().where(recovery_codes.c.person_id == person_id))
        rows = [{"person_id": person_id, "code_hash": code_hash} for code_hash in hashes]
        if rows:
            self.connection.execute(recovery_codes.insert(), rows)

    def use_recovery_code(self, person_id: UUID, code_hash: bytes, *, at: datetime) -> bool:
        """Whether the code was one of the account's, unused until now."""
        used = self.connection.execute(
            update(recovery_codes)
            .where(
                recovery_codes.c.person_id == person_id,
                recovery_codes.c.code_hash == code_hash,
                recovery_codes.c.used_at.is_(None),
            )
            .values(used_at=at)
        )
        return used.rowcount == 1


def _account(row: Any) -> Account:
    return Account(**row._mapping)


def _session(row: Any) -> Session:
    return Session(
        id=row.id,
        person_id=row.person_id,
        device=row.device,
        created_at=row.created_at,
        seen_at=row.seen_at,
        ended_at=row.ended_at,
    )


def _phone(login: str) -> str:
    digits = "".join(sign for sign in login if sign.isdigit())
    return "0" + digits[2:] if digits.startswith("84") and len(digits) == 11 else digits
