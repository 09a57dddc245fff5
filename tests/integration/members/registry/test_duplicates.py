from datetime import date, timedelta

import pytest
from sqlalchemy import text

from services.kit import ids
from services.kit.faults import Conflict, Denied, Invalid, NotFound
from services.members.domain import merging

CHAPTER, NEXT, FOREIGN = "24-01-001-001", "24-01-001-002", "24-02-001-001"
COMMUNE, DISTRICT, PROVINCE = "24-01-001", "24-01", "24"


@pytest.fixture
def pair(province):
    """Two files of one person, waiting: the first fuller, the second with a number that the first lacks."""

    def make(left=CHAPTER, right=CHAPTER, **second):
        one = province.add_member("Nguyễn Văn Trùng", left, phone="0912000111", native_place="Lạng Giang")
        other = province.add_member("Nguyễn Văn Trùng", right, **({"email": "trung@example.vn"} | second))
        with province.database.transaction() as tx:
            tx.records.add_pair(one.id, other.id, score=80, reasons=["name_birth"])
            asked = text("SELECT id FROM duplicates WHERE :one IN (left_id, right_id)")
            return tx.execute(asked, {"one": one.id}).scalar_one(), one, other

    return make


def stored(province, person):
    with province.database.transaction() as tx:
        return tx.people.get(person.id)


def standing(province, person):
    return province.count(
        "SELECT count(*) FROM memberships WHERE person_id = :id AND superseded_at IS NULL", id=person.id
    )


def waiting(ask, by):
    return {item["id"] for item in ask("list_duplicates", by=by, limit=100)["items"]}


# ---------------------------------------------------------------- looking


def test_a_pair_waits_for_those_who_see_both(ask, pair):
    duplicate_id, *_ = pair(CHAPTER, NEXT)

    seen = {code for code in (CHAPTER, COMMUNE, DISTRICT, FOREIGN, PROVINCE) if str(duplicate_id) in waiting(ask, code)}

    assert seen == {COMMUNE, DISTRICT, PROVINCE}


def test_both_files_stand_side_by_side_and_their_showing_is_written_down(ask, pair, province):
    duplicate_id, one, other = pair()

    view = ask("get_duplicate", by=COMMUNE, duplicate_id=duplicate_id)

    fields = {field["code"]: field for field in view["fields"]}
    assert {fields["phone"]["left"], fields["phone"]["right"]} == {"0912000111", ""}
    assert (fields["phone"]["differs"], fields["full_name"]["differs"]) == (True, False)
    assert {choice["keep_id"]: choice["refusals"] for choice in view["choices"]} == {str(one.id): [], str(other.id): []}
    assert any("bớt 1 đoàn viên" in line for line in view["choices"][0]["consequences"])
    assert province.count("SELECT count(*) FROM access_ledger WHERE person_id = :id", id=one.id) == 1


def test_a_pair_elsewhere_does_not_exist(ask, pair):
    duplicate_id, one, _ = pair(CHAPTER, NEXT)

    for method, given in {
        "get_duplicate": {},
        "settle_duplicate": {"same_person": False},
        "merge_duplicate": {"keep_id": one.id},
        "reopen_duplicate": {},
    }.items():
        for by in (FOREIGN, CHAPTER):
            with pytest.raises(NotFound):
                ask(method, by=by, duplicate_id=duplicate_id, **given)


# ---------------------------------------------------------------- settling


def test_two_people_wait_no_more_and_may_wait_again(ask, pair):
    duplicate_id, *_ = pair()

    ask("settle_duplicate", by=CHAPTER, duplicate_id=duplicate_id, same_person=False)
    settled = ask("list_duplicates", by=CHAPTER, settled=True, limit=100)["items"]
    is_waiting = str(duplicate_id) in waiting(ask, CHAPTER)
    ask("reopen_duplicate", by=CHAPTER, duplicate_id=duplicate_id)

    assert settled[0]["id"] == str(duplicate_id)
    assert settled[0]["state"] == "DIFFERENT"
    assert not is_waiting
    assert str(duplicate_id) in waiting(ask, CHAPTER)


def test_a_chapter_says_so_and_its_superior_merges(ask, pair, province, events):
    duplicate_id, one, other = pair()

    ask("settle_duplicate", by=CHAPTER, duplicate_id=duplicate_id, same_person=True)
    with pytest.raises(Denied):
        ask("merge_duplicate", by=CHAPTER, duplicate_id=duplicate_id, keep_id=one.id)
    ask("merge_duplicate", by=COMMUNE, duplicate_id=duplicate_id, keep_id=one.id, take=["email"])

    kept, gone = stored(province, one), stored(province, other)
    assert (kept.columns["email"], kept.columns["phone"], kept.status) == ("trung@example.vn", "0912000111", "ACTIVE")
    assert (gone.status, gone.columns["merged_into"]) == ("ANNULLED", one.id)
    assert (standing(province, one), standing(province, other)) == (1, 0)
    told = {person["id"]: person["status"] for person in events("members.people_changed.v1")[-1]["people"]}
    assert told == {str(one.id): "ACTIVE", str(other.id): "ANNULLED"}


def test_a_citizen_id_moves_with_the_file(ask, pair, province):
    duplicate_id, one, other = pair(citizen_id="024205009901")

    ask("merge_duplicate", by=COMMUNE, duplicate_id=duplicate_id, keep_id=one.id, take=["citizen_id"])

    assert stored(province, one).columns["citizen_id"] == "024205009901"
    assert stored(province, other).columns["citizen_id"] is None


def test_a_merged_file_is_in_no_list_and_points_to_the_kept_one(ask, pair):
    duplicate_id, one, other = pair()
    ask("merge_duplicate", by=COMMUNE, duplicate_id=duplicate_id, keep_id=one.id)

    found = {item["id"] for item in ask("list_members", by=COMMUNE, q="Nguyễn Văn Trùng", limit=100)["items"]}
    view = ask("get_member", by=COMMUNE, member_id=other.id)

    annulled = ask("list_members", by=COMMUNE, status="ANNULLED", limit=100)["items"]
    assert str(one.id) in found
    assert str(other.id) not in found | {item["id"] for item in annulled}
    assert (view["merged_into"]["id"], view["allowed_actions"]) == (str(one.id), [])
    with pytest.raises(Conflict):
        ask("update_member", by=COMMUNE, member_id=other.id, version=view["version"], fields={"email": "a@b.vn"})


def test_the_file_that_decisions_name_must_be_kept(ask, pair, province):
    duplicate_id, one, other = pair()
    ask("appoint_officer", by=COMMUNE, unit_id=province.id(NEXT), person_id=other.id, code="UVBCH")

    view = ask("get_duplicate", by=COMMUNE, duplicate_id=duplicate_id)
    with pytest.raises(Conflict) as refused:
        ask("merge_duplicate", by=COMMUNE, duplicate_id=duplicate_id, keep_id=one.id)

    refusals = {choice["keep_id"]: [each["code"] for each in choice["refusals"]] for choice in view["choices"]}
    assert refusals == {str(one.id): ["has-positions"], str(other.id): []}
    assert refused.value.code == "has-positions"
    ask("merge_duplicate", by=COMMUNE, duplicate_id=duplicate_id, keep_id=other.id)
    assert stored(province, one).status == "ANNULLED"


def test_a_member_is_not_merged_into_a_candidate(ask, pair, province):
    duplicate_id, one, other = pair(status="CANDIDATE")

    view = ask("get_duplicate", by=COMMUNE, duplicate_id=duplicate_id)
    with pytest.raises(Conflict) as refused:
        ask("merge_duplicate", by=COMMUNE, duplicate_id=duplicate_id, keep_id=other.id)

    refusals = {choice["keep_id"]: [each["code"] for each in choice["refusals"]] for choice in view["choices"]}
    assert refusals == {str(one.id): [], str(other.id): ["is-member"]}
    assert refused.value.code == "is-member"
    assert stored(province, one).status == "ACTIVE"


def test_nobody_is_merged_into_a_file_that_was_merged_away(ask, pair, province):
    first, one, other = pair()
    third = province.add_member("Nguyễn Văn Trùng", CHAPTER)
    with province.database.transaction() as tx:
        tx.records.add_pair(other.id, third.id, score=80, reasons=["name_birth"])
        asked = text("SELECT id FROM duplicates WHERE :third IN (left_id, right_id)")
        second = tx.execute(asked, {"third": third.id}).scalar_one()
    ask("merge_duplicate", by=COMMUNE, duplicate_id=first, keep_id=one.id)

    view = ask("get_duplicate", by=COMMUNE, duplicate_id=second)
    for keep_id in (other.id, third.id):
        with pytest.raises(Conflict) as refused:
            ask("merge_duplicate", by=COMMUNE, duplicate_id=second, keep_id=keep_id)
        assert refused.value.code == "merged-away"

    assert (view["choices"], view["allowed_actions"]) == ([], [])
    assert stored(province, third).status == "ACTIVE"


def test_nothing_is_taken_that_is_not_there(ask, pair):
    duplicate_id, one, _ = pair()

    for take in (["citizen_id"], ["unheard_of"]):
        with pytest.raises(Invalid):
            ask("merge_duplicate", by=COMMUNE, duplicate_id=duplicate_id, keep_id=one.id, take=take)
    with pytest.raises(Invalid):
        ask("merge_duplicate", by=COMMUNE, duplicate_id=duplicate_id, keep_id=ids.new())


def test_a_pair_is_merged_once(ask, pair):
    duplicate_id, one, other = pair()
    ask("merge_duplicate", by=COMMUNE, duplicate_id=duplicate_id, keep_id=one.id)

    for keep_id in (one.id, other.id):
        with pytest.raises(Conflict):
            ask("merge_duplicate", by=COMMUNE, duplicate_id=duplicate_id, keep_id=keep_id)


# ---------------------------------------------------------------- taking back


def test_merged_files_are_two_again(ask, pair, province):
    duplicate_id, one, other = pair(citizen_id="024205009902", party_join_on=date(2024, 5, 6))
    take = ["citizen_id", "party_join_date", "email"]
    ask("merge_duplicate", by=COMMUNE, duplicate_id=duplicate_id, keep_id=one.id, take=take)

    ask("reopen_duplicate", by=COMMUNE, duplicate_id=duplicate_id)

    kept, parted = stored(province, one), stored(province, other)
    same = ("status", "citizen_id", "email", "party_join_on", "phone", "flags", "merged_into", "completeness")
    assert [kept.columns[name] for name in same] == [one.columns[name] for name in same]
    assert [parted.columns[name] for name in same] == [other.columns[name] for name in same]
    assert (standing(province, one), standing(province, other)) == (1, 1)
    assert str(duplicate_id) in waiting(ask, COMMUNE)


def test_what_was_changed_since_is_not_parted(ask, pair, province):
    duplicate_id, one, _ = pair()
    ask("merge_duplicate", by=COMMUNE, duplicate_id=duplicate_id, keep_id=one.id, take=["email"])
    version = stored(province, one).version
    ask("update_member", by=COMMUNE, member_id=one.id, version=version, fields={"email": "khac@example.vn"})

    with pytest.raises(Conflict) as refused:
        ask("reopen_duplicate", by=COMMUNE, duplicate_id=duplicate_id)

    assert refused.value.code == "merged-changed"


def test_a_number_that_somebody_else_bears_by_now_is_not_given_back(ask, pair, province):
    duplicate_id, one, _ = pair(citizen_id="024205009903")
    with province.database.transaction() as tx:
        tx.people.save(tx.people.lock(one.id), {"citizen_id": "024205009904"})
    ask("merge_duplicate", by=COMMUNE, duplicate_id=duplicate_id, keep_id=one.id, take=["citizen_id"])
    province.add_member("Người Mới Đến", CHAPTER, citizen_id="024205009904")

    with pytest.raises(Conflict) as refused:
        ask("reopen_duplicate", by=COMMUNE, duplicate_id=duplicate_id)

    assert refused.value.code == "citizen-id-taken"
    assert stored(province, one).columns["citizen_id"] == "024205009903"


def test_a_merge_of_long_ago_stays(ask, pair, province):
    duplicate_id, one, _ = pair()
    ask("merge_duplicate", by=COMMUNE, duplicate_id=duplicate_id, keep_id=one.id)
    with province.database.transaction() as tx:
        past = text("UPDATE duplicates SET settled_at = settled_at - CAST(:by AS interval) WHERE id = :id")
        tx.execute(past, {"by": merging.UNDO_WINDOW + timedelta(minutes=1), "id": duplicate_id})

    with pytest.raises(Conflict) as refused:
        ask("reopen_duplicate", by=COMMUNE, duplicate_id=duplicate_id)

    assert refused.value.code == "undo-over"
    assert ask("get_duplicate", by=COMMUNE, duplicate_id=duplicate_id)["undo_until"] is None


def test_a_waiting_pair_has_nothing_to_take_back(ask, pair):
    duplicate_id, *_ = pair()

    with pytest.raises(Conflict):
        ask("reopen_duplicate", by=COMMUNE, duplicate_id=duplicate_id)


# ---------------------------------------------------------------- pages


def test_pages_follow_each_other_likeliest_first(ask, pair, province):
    made = {str(pair()[0]) for _ in range(3)}

    found, cursor = [], None
    for _ in range(40):
        page = ask("list_duplicates", by=PROVINCE, limit=2, cursor=cursor, count="exact")
        found += [(item["score"], item["id"]) for item in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break

    assert made <= {duplicate_id for _, duplicate_id in found}
    assert len(found) == len(set(found)) == page["total"]
    assert [score for score, _ in found] == sorted((score for score, _ in found), reverse=True)
    assert province.count("SELECT count(*) FROM duplicates WHERE state = 'OPEN'") >= len(made)
