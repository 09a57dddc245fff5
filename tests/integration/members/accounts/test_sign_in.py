import time
from datetime import date

import pyotp
import pytest

from services.kit import actor, clock, ids, settings
from services.kit.database import Database
from services.kit.faults import Conflict, Denied, Invalid, NotFound, Unauthenticated
from services.members.accounts import sessions
from services.members.actions import positions
from services.members.store import Tx
from tests.integration.members.accounts.conftest import CHAPTER, DISTRICT, PASSWORD, PROVINCE


def test_an_invited_person_chooses_a_password_and_signs_in(person, join, sign_in, keys):
    officer = person("240100000001", role="DISTRICT_OFFICER", at=DISTRICT)
    join(officer)

    tokens = sign_in("240100000001")

    held = actor.verify(tokens["access_token"], folder=keys)
    assert held.person_id == officer
    assert [(each.role, each.unit_id) for each in held.positions] == [("DISTRICT_OFFICER", DISTRICT)]
    assert tokens["person"]["unit"]["id"] == str(CHAPTER)
    assert tokens["positions"][0]["title"] == "Uỷ viên Ban Chấp hành"


def test_a_phone_number_signs_in_as_people_write_it(person, join, sign_in):
    person_id = person("240100000002", phone="0912345678")
    join(person_id)

    tokens = sign_in("+84 912 345 678")

    assert tokens["person"]["id"] == str(person_id)


def test_an_office_that_was_ended_today_gives_nothing_when_its_holder_signs_in_again(
    person, join, sign_in, keys, registry
):
    officer = person("240100000061", role="DISTRICT_OFFICER", at=DISTRICT)
    join(officer)
    database: Database[Tx] = Database(settings.read(), "members", Tx)
    with database.transaction() as tx:
        [office] = tx.positions.reaching(officer, on=tx.today)
        positions.end_position(tx, position_id=office.id, on=None)
    with database.transaction() as tx:
        held_today = tx.positions.reaching(officer, on=tx.today)
    database.close()

    tokens = sign_in("240100000061")

    assert actor.verify(tokens["access_token"], folder=keys).positions == ()
    assert [held.until for held in held_today] == [clock.day_of(clock.now())]


def test_an_office_whose_term_ends_today_lasts_through_its_last_day(person, join, sign_in, keys, registry):
    officer = person("240100000062", role="DISTRICT_OFFICER", at=DISTRICT)
    registry.execute("UPDATE positions SET until = %s WHERE person_id = %s", (clock.day_of(clock.now()), officer))
    join(officer)

    tokens = sign_in("240100000062")

    assert len(actor.verify(tokens["access_token"], folder=keys).positions) == 1


@pytest.mark.parametrize(("login", "password"), [("240100000003", "không phải"), ("999999999999", PASSWORD)])
def test_a_wrong_login_and_a_wrong_password_are_refused_alike(host, rpc, person, join, login, password):
    if login.startswith("24"):
        join(person(login))

    with pytest.raises(Unauthenticated, match="wrong-login"):
        rpc.call("members.sign_in", login=login, password=password)


def test_an_invitation_opens_once(person, rpc, join, token_for):
    person_id = person("240100000004")
    link = rpc.call("members.invite", token=token_for(is_admin=True), person_id=person_id)["token"]
    rpc.call("members.accept_invitation", {"token": link, "password": PASSWORD})

    with pytest.raises(Conflict, match="invitation-used"):
        rpc.call("members.accept_invitation", {"token": link, "password": "một mật khẩu khác"})


def test_a_new_invitation_withdraws_the_last(host, person, rpc, token_for):
    person_id, admin = person("240100000005"), token_for(is_admin=True)
    first = rpc.call("members.invite", token=admin, person_id=person_id)["token"]

    rpc.call("members.invite", token=admin, person_id=person_id)

    with pytest.raises(Conflict, match="invitation-expired"):
        rpc.call("members.get_invitation", {"token": first})


def test_a_link_tells_a_stranger_a_shortened_name(host, person, rpc, token_for):
    person_id = person("240100000006")
    link = rpc.call("members.invite", token=token_for(is_admin=True), person_id=person_id)["token"]

    shown = rpc.call("members.get_invitation", {"token": link})

    assert shown["name"] == "Nguyễn T. H."


def test_a_made_up_link_is_not_found(host, rpc):
    with pytest.raises(NotFound, match="unknown-invitation"):
        rpc.call("members.get_invitation", {"token": "made-up"})


def test_an_officer_invites_below_and_never_an_equal_or_a_superior(host, person, rpc, token_for):
    token = token_for(None, ("DISTRICT_OFFICER", DISTRICT, "DISTRICT"))
    plain, equal = person("240100000007"), person("240100000008", role="DISTRICT_OFFICER", at=DISTRICT)
    superior = person("240100000009", role="PROVINCE_OFFICER", at=PROVINCE)

    assert rpc.call("members.invite", token=token, person_id=plain)["token"]
    for person_id in (equal, superior):
        with pytest.raises(Denied):
            rpc.call("members.invite", token=token, person_id=person_id)


def test_a_chapters_officer_invites_the_plain_members_of_her_own_chapter(host, person, registry, rpc, token_for):
    plain, mate, coming = person("240100000031"), person("240100000032", role="CHAPTER_OFFICER"), person("240100000033")
    registry.execute(
        "INSERT INTO positions (person_id, unit_id, role, code, from_on) VALUES (%s, %s, 'CHAPTER_OFFICER', 'BT', %s)",
        (coming, CHAPTER, date(2099, 1, 1)),
    )
    officer = token_for(None, ("CHAPTER_OFFICER", CHAPTER, "CHAPTER"))
    stranger = token_for(None, ("CHAPTER_OFFICER", ids.new(), "CHAPTER"))

    assert rpc.call("members.invite", token=officer, person_id=plain)["token"]
    for token, person_id in ((officer, mate), (officer, coming), (stranger, plain)):
        with pytest.raises(Denied):
            rpc.call("members.invite", token=token, person_id=person_id)


def test_five_wrong_passwords_lock_the_address_and_not_the_owners_device(host, rpc, person, join, sign_in):
    join(person("240100000010"), device_key="owner-device-key-0001")
    for _ in range(5):
        with pytest.raises(Unauthenticated, match="wrong-login"):
            sign_in("240100000010", password="đoán mò", address="203.0.113.7")

    with pytest.raises(Unauthenticated, match="account-locked") as locked:
        sign_in("240100000010", address="203.0.113.7")

    assert locked.value.fields["until"]
    assert sign_in("240100000010", address="203.0.113.7", device_key="owner-device-key-0001")


def test_a_lock_out_does_not_tell_whether_the_login_exists(host, person, join, sign_in):
    join(person("240100000041"))

    def guess(login):
        codes = []
        for _ in range(7):
            with pytest.raises(Unauthenticated) as refused:
                sign_in(login, password="đoán mò", address="203.0.113.8")
            codes.append((refused.value.code, sorted(refused.value.fields)))
        return codes

    assert guess("240100000041") == guess("240199999999")


def test_an_owner_signs_in_from_a_clean_address_whatever_fails_elsewhere(person, join, sign_in, registry):
    person_id = person("240100000042")
    join(person_id)
    registry.execute(
        "INSERT INTO sign_in_failures (person_id, source, failed_at) VALUES (%s, 'strangers', array_fill(now(), ARRAY[99]))",
        (person_id,),
    )
    with pytest.raises(Unauthenticated, match="wrong-login"):
        sign_in("240100000042", password="đoán mò", address="203.0.113.9")

    assert sign_in("240100000042", address="198.51.100.1")
    for _ in range(2):
        with pytest.raises(Unauthenticated, match="wrong-login"):
            sign_in("240100000042", password="đoán mò", address="203.0.113.10")
    with pytest.raises(Unauthenticated, match="account-locked"):
        sign_in("240100000042", password="đoán mò", address="203.0.113.10")


def test_failures_that_no_longer_count_are_forgotten(host, sign_in, registry):
    with pytest.raises(Unauthenticated, match="wrong-login"):
        sign_in("240199999998", password="đoán mò", address="203.0.113.11")
    registry.execute("UPDATE sign_in_failures SET failed_at = array_fill(now() - interval '2 hours', ARRAY[1])")
    database = Database(settings.read(), "members", Tx)

    with database.transaction() as tx:
        sessions.forget_old(tx)
    database.close()

    assert registry.execute("SELECT count(*) FROM sign_in_failures WHERE locked_until IS NULL").fetchone() == (0,)


def test_a_refresh_token_is_good_once_and_half_a_minute_for_a_lost_answer(rpc, person, join, registry):
    first = join(person("240100000011"))["refresh_token"]
    second = rpc.call("members.refresh_session", refresh_token=first)["refresh_token"]

    again = rpc.call("members.refresh_session", refresh_token=first)["refresh_token"]

    assert len({first, second, again}) == 3


def test_a_refresh_token_used_again_later_ends_the_whole_session(rpc, person, join, registry):
    person_id = person("240100000012")
    stolen = join(person_id)["refresh_token"]
    fresh = rpc.call("members.refresh_session", refresh_token=stolen)["refresh_token"]
    registry.execute("UPDATE refresh_tokens SET used_at = used_at - interval '31 seconds' WHERE used_at IS NOT NULL")

    with pytest.raises(Unauthenticated, match="refresh-token-reused"):
        rpc.call("members.refresh_session", refresh_token=stolen)

    with pytest.raises(Unauthenticated, match="session-over"):
        rpc.call("members.refresh_session", refresh_token=fresh)
    announced = registry.execute(
        "SELECT count(*) FROM outbox WHERE routing_key = 'members.sessions_revoked.v1'"
    ).fetchone()
    assert announced[0] >= 1


def test_a_signed_out_session_is_void_at_once(rpc, person, join, eventually):
    token = join(person("240100000013"))["access_token"]

    rpc.call("members.sign_out", token=token)

    def refused():
        try:
            rpc.call("members.get_me", token=token)
        except Unauthenticated as fault:
            return fault.code == "session-revoked"
        return False

    assert eventually(refused, timeout_s=3)


def test_a_new_password_signs_other_devices_out(rpc, person, join, sign_in):
    join(person("240100000014"))
    here, there = sign_in("240100000014"), sign_in("240100000014")

    rpc.call("members.change_password", token=here["access_token"], password=PASSWORD, new_password="hoa gạo tháng ba")

    assert rpc.call("members.refresh_session", refresh_token=here["refresh_token"])
    with pytest.raises(Unauthenticated, match="session-over"):
        rpc.call("members.refresh_session", refresh_token=there["refresh_token"])


def test_a_wrong_present_password_changes_nothing(rpc, person, join):
    token = join(person("240100000015"))["access_token"]

    with pytest.raises(Invalid):
        rpc.call("members.change_password", token=token, password="đoán mò", new_password="hoa gạo tháng ba")


def test_a_second_factor_is_asked_for_once_confirmed_and_its_code_is_good_once(rpc, person, join, sign_in):
    token = join(person("240100000016"))["access_token"]
    codes = pyotp.TOTP(rpc.call("members.start_second_factor", token=token)["secret"])
    recovery = rpc.call("members.confirm_second_factor", token=token, code=codes.now())["recovery_codes"]

    with pytest.raises(Unauthenticated, match="second-factor-required"):
        sign_in("240100000016")
    with pytest.raises(Unauthenticated, match="wrong-code"):
        sign_in("240100000016", code=codes.now())
    assert sign_in("240100000016", code=codes.at(time.time() + 30))
    assert sign_in("240100000016", code=recovery[0].lower())
    with pytest.raises(Unauthenticated, match="wrong-code"):
        sign_in("240100000016", code=recovery[0])


def test_me_says_who_i_am_and_what_my_offices_allow(rpc, person, join):
    person_id = person("240100000017", role="CHAPTER_OFFICER")
    token = join(person_id)["access_token"]

    me = rpc.call("members.get_me", token=token)

    assert me["person"]["id"] == str(person_id)
    assert me["positions"][0]["unit"]["id"] == str(CHAPTER)
    assert "member.edit" in me["can"]
    assert "account.invite_officer" not in me["can"]


def test_my_devices_are_listed_and_signed_out_one_by_one(rpc, person, join, sign_in):
    here = join(person("240100000018"), device="Chrome trên Android")
    there = sign_in("240100000018", device="Firefox trên Windows")
    devices = rpc.call("members.list_sessions", token=here["access_token"])["items"]
    other = next(device for device in devices if not device["current"])

    rpc.call("members.revoke_session", token=here["access_token"], session_id=other["id"])

    assert other["device"] == "Firefox trên Windows"
    with pytest.raises(Unauthenticated):
        rpc.call("members.refresh_session", refresh_token=there["refresh_token"])


def test_nobody_signs_out_somebody_elses_device(rpc, person, join):
    mine, theirs = join(person("240100000019")), join(person("240100000020"))
    session_id = rpc.call("members.list_sessions", token=theirs["access_token"])["items"][0]["id"]

    with pytest.raises(NotFound):
        rpc.call("members.revoke_session", token=mine["access_token"], session_id=session_id)


def test_an_officer_acts_only_with_a_second_factor_when_the_rule_asks_for_one(
    rpc, person, join, sign_in, registry, keys
):
    token = join(person("240100000021", role="GRASSROOTS_OFFICER"))["access_token"]
    registry.execute("UPDATE rule_parameters SET value = 'true' WHERE key = 'officer_second_factor'")
    before = sign_in("240100000021")["access_token"]
    required = rpc.call("members.get_me", token=before)["second_factor"]["required"]
    codes = pyotp.TOTP(rpc.call("members.start_second_factor", token=token)["secret"])
    rpc.call("members.confirm_second_factor", token=token, code=codes.now())

    after = sign_in("240100000021", code=codes.at(time.time() + 30))["access_token"]

    registry.execute("UPDATE rule_parameters SET value = 'false' WHERE key = 'officer_second_factor'")
    assert required is True
    assert actor.verify(before, folder=keys).positions == ()
    assert len(actor.verify(after, folder=keys).positions) == 1


def test_what_has_run_out_is_forgotten_and_a_used_device_stays_known(person, join, registry):
    person_id = person("240100000022")
    join(person_id, device_key="device-key-that-is-used")
    registry.execute("UPDATE refresh_tokens SET expires_at = now() - interval '1 day'")
    database = Database(settings.read(), "members", Tx)

    with database.transaction() as tx:
        sessions.forget_old(tx)
    database.close()

    assert registry.execute("SELECT count(*) FROM refresh_tokens").fetchone() == (0,)
    assert registry.execute("SELECT count(*) FROM sessions WHERE person_id = %s", (person_id,)).fetchone() == (1,)


def test_a_token_whose_session_has_ended_is_good_for_nothing_before_it_runs_out(person, rpc, join, is_void):
    token = join(person("240100000063"))["access_token"]
    before = rpc.call("members.check_session", token=token)

    rpc.call("members.sign_out", token=token)

    assert before == {"ok": True}
    assert is_void(token)
