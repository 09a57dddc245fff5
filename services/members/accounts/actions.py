"""What people do with their accounts, one function each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.kit import clock, ids, offload, settings
from services.kit.faults import Conflict, Invalid, NotFound, Unauthenticated
from services.kit.policy import EVERYONE, Subject, require
from services.members.accounts import passwords, sessions, tokens
from services.members.accounts.domain import (
    INVITATION_LIFE,
    KNOWN_DEVICE,
    RECOVERY_CODES,
    STRANGERS_TOGETHER,
    Account,
    Allowance,
    Invitation,
    Office,
    allowances_now,
    check_invitation,
    check_new_password,
    failed_again,
    shortened,
    sources,
    stand_in,
)
from services.members.accounts.sessions import caller, person_view
from services.members.accounts.store import AccountStore
from services.members.policy import POLICY
from services.members.store import Tx


@dataclass(frozen=True, kw_only=True)
class Client:
    """From where somebody signs in, as the gateway tells it."""

    device: str | None
    device_key: str | None
    address: str | None


# ---------------------------------------------------------------- signing in


def find_sender(tx: Tx, *, login: str, device_key: str | None, address: str | None, **_given: Any) -> str:
    """In whose name a sign-in stands in line: a device that the account knows stands for itself, others for their address."""
    store = AccountStore(tx.connection)
    device = tokens.digest(device_key) if device_key else None
    if device is not None and any(store.is_known_device(held.person_id, device) for held in store.by_login(login)):
        return f"device:{device.hex()}"
    return f"address:{address}"


def find_sender_of_link(tx: Tx, *, token: str, address: str | None, **_given: Any) -> str:
    """In whose name an invitation stands in line: one that can be accepted stands for itself."""
    is_open = AccountStore(tx.connection).is_open_invitation(tokens.digest(token), at=clock.real_now())
    return f"link:{tokens.digest(token).hex()}" if is_open else f"address:{address}"


def sign_in(tx: Tx, client: Client, *, login: str, password: str, code: str | None) -> dict[str, Any]:
    """The bearer of login, password and (when there is one) second factor is signed in; answers tokens.

    Raises Unauthenticated("wrong-login" | "second-factor-required" | "wrong-code" | "account-locked").
    """
    store = AccountStore(tx.connection)
    found = store.by_login(login)
    account = found[0] if len(found) == 1 and found[0].closed_at is None else None
    # Nobody learns from a lock-out whether the login exists: failures at one that does not are counted alike.
    subject_id = account.person_id if account else stand_in(login)
    judged = _judged_by(store, subject_id, client)
    _refuse_locked(store, subject_id, judged)
    is_right = passwords.matches(password, account.password_hash if account else None)
    if account is None or not is_right:
        _count_failure(store, subject_id, judged)
        raise Unauthenticated("wrong-login").keeping()
    if account.has_second_factor:
        _check_second_factor(store, account, judged, code=code)
    store.forget_failures(account.person_id, [source for source in judged if source != STRANGERS_TOGETHER])
    _renew_hash(store, account, password)
    person_id = account.person_id
    tx.record("account.sign_in", subject_id=person_id, after={"device": client.device}, by=person_id)
    return sessions.open_session(tx, account, device=client.device, device_key=client.device_key)


def _judged_by(store: AccountStore, subject_id: UUID, client: Client) -> Mapping[str, Allowance]:
    device = tokens.digest(client.device_key) if client.device_key else None
    is_known = device is not None and store.is_known_device(subject_id, device)
    return sources(device=device.hex() if device else None, is_known=is_known, address=client.address)


def _refuse_locked(store: AccountStore, subject_id: UUID, judged: Iterable[str]) -> None:
    at = clock.real_now()
    locked = [
        held.locked_until
        for source, held in store.failures(subject_id, judged).items()
        if source != STRANGERS_TOGETHER and held.locked_until is not None and held.is_locked(at=at)
    ]
    if locked:
        raise Unauthenticated("account-locked", until=max(locked))


def _count_failure(store: AccountStore, subject_id: UUID, judged: Mapping[str, Allowance]) -> None:
    at = clock.real_now()
    failures = store.failures(subject_id, judged)
    allowances = allowances_now(judged, failures, at=at)
    for source, held in failures.items():
        store.save_failures(subject_id, failed_again(held, allowances[source], at=at))


def _check_second_factor(
    store: AccountStore, account: Account, judged: Mapping[str, Allowance], *, code: str | None
) -> None:
    if not code:
        raise Unauthenticated("second-factor-required")
    held = store.locked(account.person_id)
    if held is None or not (_totp_is_right(store, held, code) or _recovery_code_is_right(store, held, code)):
        _count_failure(store, account.person_id, judged)
        raise Unauthenticated("wrong-code").keeping()


def _totp_is_right(store: AccountStore, account: Account, code: str) -> bool:
    step = tokens.totp_step(account.totp_secret or "", code)
    if step is None or step <= (account.totp_step or 0):
        return False
    store.change(account.person_id, totp_step=step)
    return True


def _recovery_code_is_right(store: AccountStore, account: Account, code: str) -> bool:
    if len(code) < RECOVERY_CODES:
        return False
    hashed = offload.in_thread(tokens.digest_of_code, code, str(account.person_id))
    return store.use_recovery_code(account.person_id, hashed, at=clock.real_now())


def _renew_hash(store: AccountStore, account: Account, password: str) -> None:
    if account.password_hash is not None and passwords.is_outdated(account.password_hash):
        store.change(account.person_id, password_hash=passwords.hashed(password))


# ---------------------------------------------------------------- invitations


def invite(tx: Tx, *, person_id: UUID) -> dict[str, Any]:
    """A one-time link lets the person choose a password. Only an officer above all that the person holds, or will hold, may give one."""
    store = AccountStore(tx.connection)
    person = store.person(person_id)
    if person is None:
        raise NotFound("unknown-person")
    require(POLICY, tx, "account.invite", Subject(unit_id=person.unit_id))
    for office in tx.positions.reaching(person_id, on=tx.today):
        require(POLICY, tx, "account.invite_officer", Subject(unit_id=office.unit_id))
    account = store.find(person_id)
    if account is not None and account.is_admin:
        require(POLICY, tx, "account.invite_administrator", Subject())
    if account is not None and account.closed_at is not None:
        raise Conflict("account-closed")
    return give_invitation(tx, person_id=person_id, is_admin=False)


def give_invitation(tx: Tx, *, person_id: UUID, is_admin: bool) -> dict[str, Any]:
    """The person's one open invitation; its token is told here and never again."""
    at, token = clock.real_now(), tokens.random_token()
    invitation = Invitation(
        id=ids.new(),
        person_id=person_id,
        is_admin=is_admin,
        expires_at=at + INVITATION_LIFE,
        used_at=None,
        withdrawn_at=None,
    )
    AccountStore(tx.connection).add_invitation(
        invitation, token_hash=tokens.digest(token), by=tx.actor.person_id, at=at
    )
    tx.record("account.invite", subject_id=person_id, after={"invitation": invitation.id})
    link = f"{settings.read().public_url}/moi/{token}"
    return {"token": token, "link": link, "expires_at": invitation.expires_at}


def get_invitation(tx: Tx, *, token: str) -> dict[str, Any]:
    """Whom a link is for; the name is shortened, for links go astray."""
    store = AccountStore(tx.connection)
    invitation = check_invitation(store.invitation(tokens.digest(token)), at=clock.real_now())
    person, account = store.person(invitation.person_id), store.find(invitation.person_id)
    if person is None:
        raise NotFound("unknown-invitation")
    return {
        "name": shortened(person.full_name),
        "login": person.code,
        "has_password": account is not None and account.password_hash is not None,
        "expires_at": invitation.expires_at,
    }


def accept_invitation(tx: Tx, client: Client, *, token: str, password: str) -> dict[str, Any]:
    """The invited person has the password, no second factor, no other session, and is signed in here."""
    store, at = AccountStore(tx.connection), clock.real_now()
    invitation = check_invitation(store.invitation(tokens.digest(token)), at=at)
    person = store.person(invitation.person_id)
    if person is None:
        raise NotFound("unknown-invitation")
    check_new_password(password, names=(person.code, person.phone, person.email))
    password_hash = passwords.hashed(password)
    store.ensure(person.id, is_admin=invitation.is_admin, at=at)
    account = store.locked(person.id)
    if account is None or account.closed_at is not None:
        raise Conflict("account-closed")
    _drop_second_factor(store, account)
    store.change(person.id, password_hash=password_hash, password_set_at=at)
    store.use_invitation(invitation.id, at=at)
    sessions.end_sessions(tx, person.id, because="new-password", by=person.id)
    tx.record("account.accept_invitation", subject_id=person.id, after={"invitation": invitation.id}, by=person.id)
    return sessions.open_session(tx, account, device=client.device, device_key=client.device_key)


def _drop_second_factor(store: AccountStore, account: Account) -> None:
    # A superior's link is also the way back for who has lost the phone.
    if account.totp_secret is not None:
        store.change(account.person_id, totp_secret=None, totp_confirmed_at=None, totp_step=None)
        store.replace_recovery_codes(account.person_id, ())


# ---------------------------------------------------------------- one's own account


def change_password(tx: Tx, *, password: str, new_password: str) -> None:
    """The caller has another password; their other devices are signed out."""
    store, (person_id, session_id) = AccountStore(tx.connection), caller(tx.actor)
    account, person = store.locked(person_id), store.person(person_id)
    if account is None or person is None:
        raise Unauthenticated("session-over")
    judged = {f"session:{session_id}": KNOWN_DEVICE}
    _refuse_locked(store, person_id, judged)
    if not passwords.matches(password, account.password_hash):
        _count_failure(store, person_id, judged)
        raise Invalid(errors={"password": ["Mật khẩu hiện tại chưa đúng."]}).keeping()
    check_new_password(new_password, names=(person.code, person.phone, person.email), field="new_password")
    store.change(person_id, password_hash=passwords.hashed(new_password), password_set_at=clock.real_now())
    store.withdraw_invitations(person_id, at=clock.real_now())
    sessions.end_sessions(tx, person_id, because="new-password", keep=session_id)
    tx.record("account.change_password", subject_id=person_id)


def start_second_factor(tx: Tx) -> dict[str, Any]:
    """A secret for the caller's authenticator app, in use only once confirmed."""
    store, (person_id, _) = AccountStore(tx.connection), caller(tx.actor)
    account = _own(store, person_id)
    if account.has_second_factor:
        raise Conflict("second-factor-in-use")
    secret = tokens.new_totp_secret()
    store.change(person_id, totp_secret=secret)
    return {"secret": secret, "uri": tokens.totp_uri(secret, name=account.code or account.full_name)}


def confirm_second_factor(tx: Tx, *, code: str) -> dict[str, Any]:
    """The second factor is in use; the recovery codes are told here and never again."""
    store, (person_id, _) = AccountStore(tx.connection), caller(tx.actor)
    account = _own(store, person_id)
    if account.has_second_factor:
        raise Conflict("second-factor-in-use")
    if account.totp_secret is None:
        raise Conflict("second-factor-not-started")
    step = tokens.totp_step(account.totp_secret, code)
    if step is None:
        raise Invalid(errors={"code": ["Mã đã hết hạn. Nhập mã đang hiện trong ứng dụng xác thực."]})
    codes = [tokens.recovery_code() for _ in range(RECOVERY_CODES)]
    store.change(person_id, totp_confirmed_at=clock.real_now(), totp_step=step)
    store.replace_recovery_codes(person_id, offload.in_thread(tokens.digest_codes, codes, str(person_id)))
    tx.record("account.set_second_factor", subject_id=person_id)
    return {"recovery_codes": codes}


def get_me(tx: Tx) -> dict[str, Any]:
    """Who the caller is today, and the acts that their positions allow somewhere."""
    store, (person_id, session_id) = AccountStore(tx.connection), caller(tx.actor)
    account, offices = store.find(person_id), store.offices(person_id, on=tx.today)
    if account is None:
        raise Unauthenticated("session-over")
    return {
        "person": person_view(store, person_id),
        "positions": sessions.positions_view(store, account, offices),
        "can": _can(account, offices),
        "session_id": session_id,
        "second_factor": {
            "on": account.has_second_factor,
            "required": sessions.must_set_second_factor(tx, store, account, offices),
        },
    }


def _own(store: AccountStore, person_id: UUID) -> Account:
    account = store.locked(person_id)
    if account is None:
        raise Unauthenticated("session-over")
    return account


def _can(account: Account, offices: Iterable[Office]) -> list[str]:
    roles = {EVERYONE, *(office.role for office in offices)} | ({"SYSADMIN"} if account.is_admin else set())
    return sorted({rule.action for rule in POLICY.rules if roles.intersection(rule.roles)})
