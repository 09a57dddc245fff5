"""Accounts as an administrator keeps them, invitations of a whole unit, the audit and who may do what."""

import pytest

from services.kit import ids
from services.kit.faults import Conflict, Denied, NotFound, Unauthenticated
from tests.integration.members.accounts.conftest import CHAPTER, PROVINCE


@pytest.fixture
def admin(token_for):
    return token_for(is_admin=True)


@pytest.fixture
def officer(token_for):
    return token_for(None, ("CHAPTER_OFFICER", CHAPTER, "CHAPTER"))


@pytest.fixture
def found(host, rpc, admin):
    """`found("240100000071")`: the one line of the list of accounts that the words find."""

    def one(q, **given):
        [item] = rpc.call("members.list_accounts", {"q": q, **given}, token=admin)["items"]
        return item

    return one


def acts(item):
    return [act["action"] for act in item["allowed_actions"]]


def test_a_person_is_found_with_or_without_an_account(person, join, found):
    person("240100000071")
    join(person("240100000072"))

    without, account = found("240100000071"), found("240100000072")

    assert (without["state"], acts(without)) == ("none", ["invite"])
    assert (account["state"], account["devices"]) == ("open", 1)
    assert acts(account) == ["invite", "end_sessions", "lock_account"]
    assert account["unit"]["id"] == str(CHAPTER)


def test_an_account_tells_no_more_than_whose_it_is(person, found):
    person("240100000073", phone="0912000073")

    item = found("240100000073")

    assert item["person"].keys() == {"id", "full_name", "code"}
    assert "0912000073" not in str(item)


def test_only_an_administrator_lists_accounts(host, rpc, officer):
    with pytest.raises(Denied):
        rpc.call("members.list_accounts", token=officer)


def test_a_locked_account_signs_in_no_more_until_it_is_unlocked(person, rpc, join, sign_in, admin, found, is_void):
    person_id = person("240100000074")
    token = join(person_id)["access_token"]

    rpc.call("members.lock_account", token=admin, person_id=person_id, reason="Máy bị lấy cắp")

    assert found("240100000074", state="locked")["locked_at"]
    with pytest.raises(Unauthenticated, match="wrong-login"):
        sign_in("240100000074")
    assert is_void(token)
    with pytest.raises(Conflict, match="account-closed"):
        rpc.call("members.invite", token=admin, person_id=person_id)
    rpc.call("members.unlock_account", token=admin, person_id=person_id)
    assert sign_in("240100000074")["access_token"]


def test_an_administrator_signs_somebody_out_everywhere(person, rpc, join, admin, is_void):
    person_id = person("240100000075")
    token = join(person_id)["access_token"]

    rpc.call("members.end_account_sessions", token=admin, person_id=person_id)

    assert is_void(token)


def test_nobody_locks_themselves_out(person, rpc, join, token_for):
    person_id = person("240100000076")
    join(person_id)
    own = token_for(person_id, is_admin=True)

    with pytest.raises(Conflict, match="own-account"):
        rpc.call("members.lock_account", token=own, person_id=person_id, reason="Thử")
    with pytest.raises(Denied):
        rpc.call("members.lock_account", token=token_for(), person_id=person_id, reason="Thử")
    with pytest.raises(NotFound):
        rpc.call("members.lock_account", token=own, person_id=ids.new(), reason="Thử")


def test_an_administrator_acts_as_one_and_holds_no_office(person, registry, rpc, join, sign_in):
    person_id = person("240100000077")
    join(person_id)
    registry.execute("UPDATE accounts SET is_admin = true WHERE person_id = %s", (person_id,))

    tokens = sign_in("240100000077")

    [place] = tokens["positions"]
    assert (place["role"], place["id"], place["unit"]["id"]) == ("SYSADMIN", None, str(PROVINCE))
    assert rpc.call("members.get_me", token=tokens["access_token"])["positions"] == [place]


def test_a_whole_chapter_is_invited_at_once_and_each_link_opens(person, rpc, officer):
    plain, mate = person("240100000078"), person("240100000079", role="CHAPTER_OFFICER")
    before = {
        line["id"]: line for line in rpc.call("members.list_invitable_members", token=officer, unit_id=CHAPTER)["items"]
    }

    slips = rpc.call("members.invite_members", token=officer, unit_id=CHAPTER, person_ids=[str(plain)])

    after = {
        line["id"]: line for line in rpc.call("members.list_invitable_members", token=officer, unit_id=CHAPTER)["items"]
    }
    [slip] = slips["items"]
    shown = rpc.call("members.get_invitation", {"token": slip["link"].rpartition("/")[2]})
    assert (before[str(plain)]["state"], after[str(plain)]["state"]) == ("none", "invited")
    assert before[str(mate)]["refused"]
    assert (slip["login"], shown["login"]) == ("240100000078", "240100000078")


def test_nobody_of_a_list_is_invited_where_one_may_not_be(person, registry, rpc, officer):
    plain, mate = person("240100000080"), person("240100000081", role="CHAPTER_OFFICER")

    with pytest.raises(Denied):
        rpc.call("members.invite_members", token=officer, unit_id=CHAPTER, person_ids=[str(plain), str(mate)])
    with pytest.raises(NotFound):
        rpc.call("members.invite_members", token=officer, unit_id=CHAPTER, person_ids=[str(ids.new())])
    assert registry.execute("SELECT 1 FROM invitations WHERE person_id = %s", (plain,)).fetchall() == []


def test_a_unit_elsewhere_is_not_invited(host, rpc, token_for):
    stranger = token_for(None, ("CHAPTER_OFFICER", ids.new(), "CHAPTER"))

    with pytest.raises(NotFound):
        rpc.call("members.list_invitable_members", token=stranger, unit_id=CHAPTER)


def test_who_signs_in_and_who_accepts_an_invitation_did_it_themselves(person, registry, join, sign_in):
    person_id = person("240100000091")
    join(person_id)
    join(person_id)  # as with a new password: the session before is over
    sign_in("240100000091")

    of_person = "SELECT action, actor->>'person_id' FROM audit_log WHERE subject_id = %s AND action <> 'account.invite' ORDER BY id"
    done = registry.execute(of_person, (str(person_id),)).fetchall()

    joined = ["account.accept_invitation"]
    assert [action for action, _ in done] == [*joined, "account.end_sessions", *joined, "account.sign_in"]
    assert {doer for _, doer in done} == {str(person_id)}
