"""Tokens: signed by one service, believed by all, for fifteen minutes."""

from datetime import date
from uuid import UUID

import pytest

from services.kit import actor
from services.kit.actor import Actor, Position
from services.kit.faults import Unauthenticated

UNIT, OTHER = UUID(int=1), UUID(int=2)
HA = Actor(
    person_id=UUID(int=3),
    session_id=UUID(int=4),
    name="Nguyễn Thu Hà",
    positions=(
        Position("OFFICER", UNIT, "CHAPTER", None, "BT"),
        Position("CLERK", OTHER, "CHAPTER", date(2026, 1, 1), "UV"),
    ),
    is_admin=False,
)


@pytest.fixture
def folder(tmp_path):
    actor.make_keys(tmp_path)
    return tmp_path


def test_a_token_says_who_asks(folder):
    back = actor.verify(actor.sign(HA.claims(), folder=folder), folder=folder)

    assert (back.person_id, back.session_id, back.name, back.positions) == (
        HA.person_id,
        HA.session_id,
        HA.name,
        HA.positions,
    )


@pytest.mark.parametrize(
    "token", ["", "x", "a.b.c", "eyJhbGciOiJub25lIn0.e30."], ids=["empty", "word", "three", "unsigned"]
)
def test_what_is_no_token_of_ours_is_refused(folder, token):
    with pytest.raises(Unauthenticated, match="token-invalid"):
        actor.verify(token, folder=folder)


def test_a_token_of_other_keys_is_refused(folder, tmp_path_factory):
    stranger = tmp_path_factory.mktemp("stranger")
    actor.make_keys(stranger)

    with pytest.raises(Unauthenticated, match="token-invalid"):
        actor.verify(actor.sign(HA.claims(), folder=stranger), folder=folder)


def test_a_token_that_ran_out_is_refused(folder):
    with pytest.raises(Unauthenticated, match="token-expired"):
        actor.verify(actor.sign(HA.claims(), folder=folder, lifetime_s=-1), folder=folder)


def test_tokens_outlive_the_turning_of_keys(folder, monkeypatch):
    before = actor.sign(HA.claims(), folder=folder)
    monkeypatch.setattr(actor, "PUBLISHED_S", 0)
    actor.make_keys(folder, kept=1)

    fresh = actor.Keys(folder)

    assert [key["kid"] for key in actor.jwks(folder)["keys"]][1] in before_kid(before)
    assert fresh.public(before_kid(before)) is not None


def test_a_new_key_is_public_before_anything_is_signed_with_it(folder, monkeypatch):
    verifier = actor.Keys(folder)
    verifier.public(before_kid(actor.sign(HA.claims(), folder=folder)))
    seen = []

    def look(seconds):
        with pytest.raises(Unauthenticated):
            verifier.public("a-made-up-key")  # strangers have it read again all the time
        signed_with = before_kid(actor.sign(HA.claims(), folder=folder))
        published = [key["kid"] for key in actor.jwks(folder)["keys"]]
        seen.append((seconds > actor.REREAD_S, published.index(signed_with), len(published)))

    monkeypatch.setattr(actor.time, "sleep", look)
    actor.make_keys(folder, kept=1)

    assert seen == [(True, 1, 2)]
    assert before_kid(actor.sign(HA.claims(), folder=folder)) == actor.jwks(folder)["keys"][0]["kid"]


def before_kid(token):
    from joserfc import jws

    return jws.extract_compact(token.encode()).headers()["kid"]


def test_keys_are_readable_by_their_owner_alone(folder):
    assert (folder / "signing.json").stat().st_mode & 0o077 == 0
    assert '"d"' not in (folder / "jwks.json").read_text()


def test_a_record_names_no_name_and_comes_back():
    record = HA.record()

    assert "Hà" not in str(record)
    assert [(each.role, each.unit_id) for each in Actor.of_record(record).positions] == [
        ("OFFICER", UNIT),
        ("CLERK", OTHER),
    ]
    assert Actor.of_record(None).is_system


def test_units_of_a_role_on_a_day():
    assert HA.unit_ids("OFFICER") == {UNIT}
    assert HA.unit_ids() == {UNIT, OTHER}
    assert HA.unit_ids(on=date(2026, 1, 2)) == {UNIT}
