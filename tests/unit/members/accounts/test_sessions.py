from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from services.kit import ids
from services.kit.faults import Conflict, Invalid, NotFound, Unauthenticated
from services.members.accounts import domain
from services.members.accounts.domain import Exchange, Failures, Invitation, RefreshToken, Session

NOON = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
SESSION = Session(id=ids.new(), person_id=ids.new(), device=None, created_at=NOON, seen_at=NOON, ended_at=None)


def a_token(**changed: Any) -> RefreshToken:
    given = {"token_hash": b"t", "session_id": SESSION.id, "generation": 1, "expires_at": NOON + timedelta(days=1)}
    return RefreshToken(**{"used_at": None, **given, **changed})


def an_invitation(**changed: Any) -> Invitation:
    given = {"id": ids.new(), "person_id": ids.new(), "is_admin": False, "expires_at": NOON + timedelta(days=7)}
    return Invitation(**{"used_at": None, "withdrawn_at": None, **given, **changed})


@pytest.mark.parametrize(
    ("used_before", "exchange"),
    [
        pytest.param(None, Exchange.FIRST, id="never"),
        pytest.param(timedelta(seconds=30), Exchange.LOST_ANSWER, id="half a minute ago"),
        pytest.param(timedelta(seconds=31), Exchange.REUSE, id="longer ago"),
    ],
)
def test_a_refresh_token_presented_again_late_is_a_theft(used_before: timedelta | None, exchange: Exchange) -> None:
    token = a_token(used_at=used_before and NOON - used_before)

    judged = domain.judge_refresh(token, SESSION, at=NOON)

    assert judged is exchange


def test_a_refresh_token_that_expired_opens_nothing() -> None:
    token = a_token(expires_at=NOON)

    with pytest.raises(Unauthenticated, match="session-over"):
        domain.judge_refresh(token, SESSION, at=NOON)


@pytest.mark.parametrize(
    ("changed", "fault", "code"),
    [
        ({"used_at": NOON}, Conflict, "invitation-used"),
        ({"withdrawn_at": NOON}, Conflict, "invitation-expired"),
        ({"expires_at": NOON}, Conflict, "invitation-expired"),
    ],
)
def test_an_invitation_opens_once_and_for_a_week(
    changed: dict[str, datetime], fault: type[Exception], code: str
) -> None:
    invitation = an_invitation(**changed)

    with pytest.raises(fault, match=code):
        domain.check_invitation(invitation, at=NOON)


def test_an_unknown_invitation_is_not_found() -> None:
    with pytest.raises(NotFound, match="unknown-invitation"):
        domain.check_invitation(None, at=NOON)


def test_the_fifth_failure_from_one_address_locks_it_for_a_quarter_of_an_hour() -> None:
    failures = Failures("address:10.0.0.9", failed_at=(NOON,) * 4)

    failed = domain.failed_again(failures, domain.ADDRESS, at=NOON)

    assert failed.is_locked(at=NOON + timedelta(minutes=14))
    assert not failed.is_locked(at=NOON + timedelta(minutes=15))


def test_old_failures_are_forgotten() -> None:
    failures = Failures("address:10.0.0.9", failed_at=(NOON - timedelta(minutes=15),) * 4)

    failed = domain.failed_again(failures, domain.ADDRESS, at=NOON)

    assert failed == Failures("address:10.0.0.9", failed_at=(NOON,))


def test_strangers_never_count_against_a_known_device() -> None:
    stranger = domain.sources(device=None, is_known=False, address="203.0.113.7")
    owner = domain.sources(device="abc", is_known=True, address="203.0.113.7")

    assert not set(stranger) & set(owner)


def test_a_device_that_never_signed_in_is_a_stranger() -> None:
    judged = domain.sources(device="made-up", is_known=False, address="203.0.113.7")

    assert set(judged) == {"address:203.0.113.7", "strangers"}


@pytest.mark.parametrize("password", ["1234567890", "aaaaaaaaaaaa", "Matkhau123", "240126000017"])
def test_a_password_that_is_easily_guessed_is_refused(password: str) -> None:
    with pytest.raises(Invalid):
        domain.check_new_password(password, names=("240126000017", None))


def test_a_name_on_a_link_is_shortened() -> None:
    assert domain.shortened("Nguyễn Thu Hà") == "Nguyễn T. H."


def test_strangers_who_fail_from_everywhere_leave_each_address_two_tries() -> None:
    judged = domain.sources(device=None, is_known=False, address="203.0.113.7")
    everywhere = {"strangers": Failures("strangers", locked_until=NOON + timedelta(minutes=5))}

    under_attack = domain.allowances_now(judged, everywhere, at=NOON)
    afterwards = domain.allowances_now(judged, everywhere, at=NOON + timedelta(minutes=6))

    assert under_attack["address:203.0.113.7"] == domain.UNDER_ATTACK
    assert afterwards == judged


@pytest.mark.parametrize(
    ("login", "as_well"),
    [("0912345678", "+84 912 345 678"), ("0912345678", "0912.345.678"), ("Ha@Doan.vn", "ha@doan.vn")],
)
def test_a_login_that_nobody_bears_is_counted_however_it_is_written(login: str, as_well: str) -> None:
    assert domain.stand_in(login) == domain.stand_in(as_well)
    assert domain.stand_in(login) != domain.stand_in("0912345679")
