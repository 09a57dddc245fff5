"""Signed in on a device: tokens are handed out, exchanged and voided."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from services.contracts.members import SessionsRevoked
from services.kit import clock, ids, revocations
from services.kit.actor import LIFETIME_S, Actor, Position, sign
from services.kit.faults import NotFound, Unauthenticated
from services.members.accounts import tokens
from services.members.accounts.domain import (
    ACCESS_LIFE,
    REFRESH_LIFE,
    Account,
    Exchange,
    Office,
    RefreshToken,
    Session,
    judge_refresh,
    needs_second_factor,
)
from services.members.accounts.store import AccountStore
from services.members.store import Tx

_PER_EVENT = 500


def open_session(tx: Tx, account: Account, *, device: str | None, device_key: str | None) -> dict[str, Any]:
    """The account is signed in on one more device; answers its tokens."""
    store, at = AccountStore(tx.connection), clock.real_now()
    session = Session(
        id=ids.new(), person_id=account.person_id, device=device, created_at=at, seen_at=at, ended_at=None
    )
    store.add_session(session, device_hash=tokens.digest(device_key) if device_key else None)
    return _tokens(tx, store, account, session, generation=1)


def refresh(tx: Tx, *, refresh_token: str) -> dict[str, Any]:
    """New tokens for a refresh token, which is used up by it.

    Presented again within half a minute (the answer was lost) it is honoured once more; later it is a theft, and the
    whole session ends. Raises Unauthenticated("session-over" | "refresh-token-reused").
    """
    store, at, token_hash = AccountStore(tx.connection), clock.real_now(), tokens.digest(refresh_token)
    named = store.refresh_token(token_hash)
    session = store.session(named.session_id) if named else None
    # Read again under the session's lock: two tabs may present the same token at once.
    token = store.refresh_token(token_hash) if session else None
    if token is None or session is None:
        raise Unauthenticated("session-over")
    match judge_refresh(token, session, at=at):
        case Exchange.REUSE:
            end_sessions(tx, session.person_id, because="reuse", only=session.id)
            raise Unauthenticated("refresh-token-reused").keeping()
        case Exchange.FIRST:
            store.use_refresh_tokens(session.id, up_to=token.generation, at=at)
        case Exchange.LOST_ANSWER:
            pass
    account = store.find(session.person_id)
    if account is None or not account.is_open:
        raise Unauthenticated("session-over")
    store.see_session(session.id, at=at)
    return _tokens(tx, store, account, session, generation=token.generation + 1)


def sign_out(tx: Tx, *, everywhere: bool) -> None:
    """The caller's session, or every one of theirs, is over."""
    person_id, session_id = caller(tx.actor)
    end_sessions(tx, person_id, because="signed-out", only=None if everywhere else session_id)


def revoke(tx: Tx, *, session_id: UUID) -> None:
    """One of the caller's devices is signed out. Raises NotFound for anybody else's."""
    person_id, _ = caller(tx.actor)
    if not end_sessions(tx, person_id, because="signed-out-elsewhere", only=session_id):
        raise NotFound("unknown-session")


def listed(tx: Tx) -> list[dict[str, Any]]:
    """The caller's devices, the latest first."""
    person_id, session_id = caller(tx.actor)
    since = clock.real_now() - REFRESH_LIFE
    return [
        {
            "id": session.id,
            "device": session.device,
            "created_at": session.created_at,
            "seen_at": session.seen_at,
            "current": session.id == session_id,
        }
        for session in AccountStore(tx.connection).open_sessions(person_id, since=since)
    ]


def end_sessions(
    tx: Tx,
    person_id: UUID,
    *,
    because: str,
    only: UUID | None = None,
    keep: UUID | None = None,
    by: UUID | None = None,
) -> list[UUID]:
    """The person's sessions (one, all, or all but one) are over, and their access tokens void everywhere.

    by: who ended them, where the call was signed out.
    """
    at = clock.real_now()
    ended = AccountStore(tx.connection).end_sessions(person_id, because=because, at=at, only=only, keep=keep)
    _announce(tx, ended, at=at)
    if ended:
        after = {"because": because, "sessions": ended}
        tx.record("account.end_sessions", subject_id=person_id, after=after, by=by)
    return ended


def void_tokens(tx: Tx, person_ids: Iterable[UUID]) -> None:
    """What the people's access tokens say is no longer so (a position ended): they must fetch new ones."""
    store, at = AccountStore(tx.connection), clock.real_now()
    since = at - REFRESH_LIFE
    _announce(tx, [item.id for person_id in person_ids for item in store.open_sessions(person_id, since=since)], at=at)


def forget_old(tx: Tx) -> None:
    """Refresh tokens that have run out and devices not used for long are gone."""
    AccountStore(tx.connection).forget_old(at=clock.real_now())


def caller(actor: Actor) -> tuple[UUID, UUID]:
    """Person and session of the one who asks. Raises Unauthenticated for anyone not signed in."""
    if actor.person_id is None or actor.session_id is None:
        raise Unauthenticated("sign-in-required")
    return actor.person_id, actor.session_id


def office_view(office: Office) -> dict[str, Any]:
    """A position as screens show it."""
    return {
        "id": office.id,
        "role": office.role,
        "code": office.code,
        "title": office.title,
        "unit": {"id": office.unit_id, "name": office.unit_name, "level": office.level},
        "until": office.until,
    }


def positions_view(store: AccountStore, account: Account, offices: Sequence[Office]) -> list[dict[str, Any]]:
    """What the person acts as: their offices, and an administrator's place, which is none of the Union's."""
    shown = [office_view(office) for office in offices]
    if account.is_admin and (province := store.province()) is not None:
        unit = {"id": province.id, "name": province.name, "level": province.level}
        administrator = {
            "id": None,
            "role": "SYSADMIN",
            "code": "SYSADMIN",
            "title": "Quản trị hệ thống",
            "until": None,
        }
        shown.append({**administrator, "unit": unit})
    return shown


def person_view(store: AccountStore, person_id: UUID) -> dict[str, Any]:
    """Who the person is, in a line."""
    row = store.person(person_id)
    if row is None:
        raise Unauthenticated("session-over")
    unit = {"id": row.unit_id, "name": row.unit_name, "level": row.unit_level} if row.unit_id else None
    return {"id": row.id, "code": row.code, "full_name": row.full_name, "unit": unit}


def _announce(tx: Tx, session_ids: Sequence[UUID], *, at: datetime) -> None:
    revocations.revoke(tx, *session_ids, before=at)
    for start in range(0, len(session_ids), _PER_EVENT):
        tx.emit(SessionsRevoked, session_ids=session_ids[start : start + _PER_EVENT], until=at + ACCESS_LIFE, before=at)


def _tokens(tx: Tx, store: AccountStore, account: Account, session: Session, *, generation: int) -> dict[str, Any]:
    offices = store.offices(account.person_id, on=tx.today)
    refresh_token = tokens.random_token()
    store.add_refresh_token(
        RefreshToken(
            token_hash=tokens.digest(refresh_token),
            session_id=session.id,
            generation=generation,
            expires_at=clock.real_now() + REFRESH_LIFE,
            used_at=None,
        )
    )
    return {
        "access_token": sign(_actor(account, session, _acting(tx, store, account, offices)).claims()),
        "refresh_token": refresh_token,
        "expires_in": LIFETIME_S,
        "person": person_view(store, account.person_id),
        "positions": positions_view(store, account, offices),
    }


def must_set_second_factor(tx: Tx, store: AccountStore, account: Account, offices: Sequence[Office]) -> bool:
    """The rule asks for a second factor that the officer has not set up yet."""
    return (
        not account.has_second_factor
        and needs_second_factor(offices)
        and store.rule_is_on("officer_second_factor", on=tx.today)
    )


def _acting(tx: Tx, store: AccountStore, account: Account, offices: Sequence[Office]) -> Sequence[Office]:
    """The offices that the token speaks for: none before a second factor that is asked for is set up."""
    return () if must_set_second_factor(tx, store, account, offices) else offices


def _actor(account: Account, session: Session, offices: Sequence[Office]) -> Actor:
    positions = tuple(Position(held.role, held.unit_id, held.level, held.until, held.code) for held in offices)
    return Actor(account.person_id, session.id, account.full_name, positions, account.is_admin)
