"""Who sees which papers, how they are found, and what their codes tell strangers."""

import base64
from contextlib import contextmanager
from uuid import uuid4

import pytest
from sqlalchemy import event

from services.contracts import messaging as contract
from services.contracts import verification
from services.kit import schema, settings, wire
from services.kit.actor import Actor, Position
from services.kit.faults import Invalid, NotFound, Unauthenticated
from services.kit.files import Files
from services.messaging import actions, queries, store
from services.messaging.domain import tokens
from tests.integration.messaging.conftest import (
    CHAPTER,
    COMMUNE,
    HA,
    NORTH,
    OTHER_CHAPTER,
    OTHER_COMMUNE,
    PROVINCE,
    SOUTH,
    an_order,
)


def an_actor(role=None, unit_id=None, person_id=None):
    held = (Position(role, unit_id, "", None, "BT"),) if role else ()
    return Actor(person_id or uuid4(), uuid4(), "", held, False)


def _cursor_of(text):
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


@pytest.fixture(scope="module")
def papers(issue):
    """A decision in each district."""
    (ours,) = issue(an_order("ours/T03"))
    people = [{"full_name": "Đỗ Văn Ân", "unit_id": str(OTHER_CHAPTER)}]
    (theirs,) = issue(an_order("theirs/T03", unit_id=OTHER_COMMUNE, content={"people": people}))
    return {"ours": ours["id"], "theirs": theirs["id"]}


@pytest.fixture(scope="module")
def listed(database):
    """The names of the papers in an actor's list."""

    def run(actor, **filters):
        given = schema.load(contract.ListDocuments, filters)
        with database.transaction(actor=actor) as tx:
            return wire.plain(queries.list_documents(tx, **given))

    return run


def names_in(page, papers):
    found = {item["id"] for item in page["items"]}
    return {name for name, document_id in papers.items() if document_id in found}


@pytest.mark.parametrize(
    ("role", "unit_id", "seen"),
    [
        pytest.param("PROVINCE_OFFICER", PROVINCE, {"ours", "theirs"}, id="province"),
        pytest.param("DISTRICT_OFFICER", NORTH, {"ours"}, id="north district"),
        pytest.param("DISTRICT_OFFICER", SOUTH, {"theirs"}, id="south district"),
        pytest.param("GRASSROOTS_OFFICER", COMMUNE, {"ours"}, id="commune"),
        pytest.param("CHAPTER_OFFICER", CHAPTER, {"ours"}, id="chapter that it names"),
        pytest.param("CHAPTER_OFFICER", OTHER_CHAPTER, {"theirs"}, id="other chapter"),
        pytest.param(None, None, set(), id="member it does not name"),
    ],
)
def test_the_list_shows_what_lies_below_or_names_ones_own(listed, papers, role, unit_id, seen):
    assert names_in(listed(an_actor(role, unit_id)), papers) == seen


def test_the_person_that_a_decision_names_sees_it(listed, papers):
    assert names_in(listed(an_actor(person_id=HA)), papers) == {"ours"}


@pytest.mark.parametrize("open_it", [actions.get_document, actions.get_document_file])
def test_to_an_officer_of_another_district_a_document_does_not_exist(database, papers, open_it):
    stranger, refusals = an_actor("DISTRICT_OFFICER", SOUTH), []

    for document_id in (papers["ours"], uuid4()):
        with pytest.raises(NotFound) as refused, database.transaction(actor=stranger) as tx:
            open_it(tx, document_id=document_id)
        refusals.append(refused.value.wire())

    assert refusals[0] == refusals[1]


def test_nobody_opens_a_document_unsigned(database, papers):
    with pytest.raises(Unauthenticated), database.transaction(actor=Actor.NOBODY) as tx:
        actions.get_document(tx, document_id=papers["ours"])


def test_an_unknown_document_is_not_found(database):
    with pytest.raises(NotFound), database.transaction() as tx:
        actions.get_document(tx, document_id=uuid4())


@pytest.mark.parametrize("q", ["{n}-QĐ/ĐTN", "{n} qđ đtn", "{n}qd", "nguyen thu ha", "Chuẩn y", "THU HÀ"])
def test_a_document_is_found_by_number_title_or_name(listed, papers, database, q):
    with database.transaction() as tx:
        ordinal = actions.get_document(tx, document_id=papers["ours"])["ordinal"]

    page = listed(an_actor("GRASSROOTS_OFFICER", COMMUNE), q=q.format(n=f"{ordinal:02d}"))

    assert "ours" in names_in(page, papers)


@pytest.mark.parametrize("q", ["9999-QĐ", "không có ai", "%", "_"])
def test_other_words_find_nothing(listed, papers, q):
    assert names_in(listed(an_actor("PROVINCE_OFFICER", PROVINCE), q=q), papers) == set()


def test_the_register_is_filtered_by_unit_type_and_term(listed, papers):
    page = listed(
        an_actor("PROVINCE_OFFICER", PROVINCE), unit_id=str(COMMUNE), kind="QĐ", term="2022-2027", count="exact"
    )

    assert names_in(page, papers) == {"ours"}
    assert {item["unit"]["name"] for item in page["items"]} == {"Đoàn xã Tân Mỹ"}
    assert page["total"] == len(page["items"])


def test_pages_follow_each_other_without_loss(issue, listed):
    issue(*(an_order(f"page-{number}/T03", unit_id=SOUTH) for number in range(7)))
    officer, cursor, seen = an_actor("DISTRICT_OFFICER", SOUTH), None, []

    for _ in range(4):
        page = listed(officer, unit_id=str(SOUTH), limit=2, cursor=cursor)
        seen += [item["ordinal"] for item in page["items"]]
        cursor = page["next"]

    assert (seen, cursor) == ([7, 6, 5, 4, 3, 2, 1], None)


@pytest.fixture(scope="module")
def four(issue):
    """Four decisions of one register, numbered 1 to 4; their days run otherwise."""
    days = ("2026-11-24", "2026-11-20", "2026-11-20", "2026-11-21")
    issue(*(an_order(f"sorted-{n}/T03", unit_id=NORTH, on=day) for n, day in enumerate(days)))
    return days


@pytest.mark.parametrize(
    ("sort", "ordinals"),
    [
        ("-issued", [4, 3, 2, 1]),
        ("issued", [1, 2, 3, 4]),
        ("-on", [1, 4, 3, 2]),
        ("on", [2, 3, 4, 1]),
        ("-number", [4, 3, 2, 1]),
        ("number", [1, 2, 3, 4]),
    ],
)
def test_the_register_is_read_page_by_page_in_the_order_asked_for(four, listed, sort, ordinals):
    officer, cursor, seen = an_actor("DISTRICT_OFFICER", NORTH), None, []

    for _ in four:
        page = listed(officer, unit_id=str(NORTH), sort=sort, limit=1, cursor=cursor)
        seen += [item["ordinal"] for item in page["items"]]
        cursor = page["next"]

    assert (seen, cursor) == (ordinals, None)


@pytest.mark.parametrize("sort", ["-issued", "on", "number", "-number"])
def test_the_very_number_that_was_typed_stands_before_those_that_begin_with_it(issue, listed, sort):
    issue(*(an_order(f"many-{sort}-{number}/T03", unit_id=SOUTH) for number in range(12)))
    officer, cursor, seen = an_actor("DISTRICT_OFFICER", SOUTH), None, []

    for _ in range(20):
        page = listed(officer, unit_id=str(SOUTH), q="1", sort=sort, limit=2, cursor=cursor, count="exact")
        seen += [item["ordinal"] for item in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break

    assert seen[0] == 1
    assert len(seen) == len(set(seen)) == page["total"] > 3


@pytest.mark.parametrize("sort", ["-issued", "on", "number"])
@pytest.mark.parametrize(
    "cursor", ["không phải", "AAAA", _cursor_of("99999999999|00000000-0000-0000-0000-000000000001")]
)
def test_a_made_up_cursor_is_refused(listed, sort, cursor):
    with pytest.raises(Invalid) as refused:
        listed(an_actor("PROVINCE_OFFICER", PROVINCE), sort=sort, cursor=cursor)

    assert refused.value.code == "cursor-unknown"


def test_a_longer_list_costs_no_more_statements(database, listed, papers):
    counted = []
    for limit in (1, 50):
        with _statements(database.engine) as said:
            listed(an_actor("PROVINCE_OFFICER", PROVINCE), limit=limit)
        counted.append(len(said))

    assert counted[0] == counted[1]


def test_a_document_answers_by_its_contract(database, papers):
    with database.transaction(actor=an_actor("CHAPTER_OFFICER", CHAPTER)) as tx:
        found = wire.plain(actions.get_document(tx, document_id=papers["ours"]))

    schema.load(contract.DocumentView, found, unknown="raise")
    assert "Điều 1. Chuẩn y kết nạp" in found["text"]
    assert found["signer"] == "Lương Thị Hồng Vân"


@pytest.mark.parametrize(
    ("steps", "valid", "title"),
    [
        ((), False, "Đã cấp số, chưa có hiệu lực"),
        (("in_force",), True, "Còn hiệu lực"),
        (("cancelled",), False, "Đã huỷ số"),
        (("in_force", "revoked"), False, "Đã thu hồi"),
    ],
    ids=["issued", "in force", "cancelled", "revoked"],
)
def test_the_public_check_says_valid_only_of_what_is_in_force(issue, settle, database, steps, valid, title):
    (document,) = issue(an_order())
    for state in steps:
        settle(document["id"], state, "Lý do")

    checked = check(database, code_of(database, document["id"]))

    assert (checked["valid"], checked["state_title"]) == (valid, title)
    assert (checked["person"], checked["issuer"]) == ("Nguyễn T. H.", "Đoàn xã Tân Mỹ")
    schema.load(verification.VerifiedDocument, checked, unknown="raise")


def test_the_public_check_of_a_list_names_nobody(issue, database):
    people = [{"full_name": "Nguyễn Thu Hà"}, {"full_name": "Lê Văn An"}]
    (document,) = issue(an_order(content={"people": people}))

    assert check(database, code_of(database, document["id"]))["person"] == "2 người có tên trong danh sách"


def test_a_code_with_a_wrong_letter_is_not_ours(database, papers):
    code = code_of(database, papers["ours"])

    with pytest.raises(NotFound) as refused:
        check(database, ("0" if code[0] != "0" else "1") + code[1:])

    assert (refused.value.code, refused.value.fields["text"]) == ("code-not-ours", "Mã này không do Đoàn cấp.")


def test_a_well_formed_code_that_stands_in_no_register_is_said_so(database):
    with pytest.raises(NotFound) as refused:
        check(database, tokens.token_of(bytes(16)))

    assert refused.value.code == "document-not-registered"


def test_the_page_is_drawn_on_the_first_look_and_kept(issue, database, sql):
    (document,) = issue(an_order())
    officer = an_actor("CHAPTER_OFFICER", CHAPTER)

    with database.transaction(actor=officer) as tx:
        first = actions.get_document_file(tx, document_id=document["id"])
    with database.transaction(actor=officer) as tx:
        second = actions.get_document_file(tx, document_id=document["id"])

    assert first == second
    assert first["media_type"] == "application/pdf"
    assert Files(settings.read()).open(first["digest"]).startswith(b"%PDF-")
    assert sql("SELECT file_digest FROM documents WHERE id = :id", id=document["id"]) == [(first["digest"],)]


def test_pages_wait_while_numbers_are_being_given(issue, database, sql):
    (document,) = issue(an_order())

    with database.transaction() as tx:
        actions.draw_waiting(tx)

    assert sql("SELECT file_digest FROM documents WHERE id = :id", id=document["id"]) == [(None,)]


def test_an_idle_worker_draws_what_nobody_looked_at(issue, database, sql, monkeypatch):
    issue(an_order())
    monkeypatch.setattr(actions, "IDLE_AFTER", -actions.IDLE_AFTER)
    monkeypatch.setattr(actions, "PAGES_AT_A_TIME", 1000)

    with database.transaction() as tx:
        actions.draw_waiting(tx)

    assert sql("SELECT count(*) FROM documents WHERE file_digest IS NULL") == [(0,)]


def test_a_page_that_cannot_be_drawn_holds_up_no_other(issue, database, sql, monkeypatch):
    (document,) = issue(an_order())
    monkeypatch.setattr(actions, "IDLE_AFTER", -actions.IDLE_AFTER)
    monkeypatch.setattr(actions, "PAGES_AT_A_TIME", 1000)
    monkeypatch.setattr(store.Pages, "layout", lambda *_: {"T03.typ": "#panic()"})

    with database.transaction() as tx:
        actions.draw_waiting(tx)

    assert sql("SELECT draw_tries FROM documents WHERE id = :id", id=document["id"]) == [(1,)]


def code_of(database, document_id):
    with database.transaction() as tx:
        return actions.get_document(tx, document_id=document_id)["verify_url"].rpartition("/")[2].partition("#")[0]


def check(database, code):
    with database.transaction(actor=Actor.NOBODY) as tx:
        return wire.plain(actions.verify_document(tx, token=code))


@contextmanager
def _statements(engine):
    said = []

    def note(_connection, _cursor, statement, *_):
        said.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield said
    event.remove(engine, "before_cursor_execute", note)


def test_a_document_is_found_by_the_key_that_it_was_asked_under(issue, database):
    def found(key, role, unit_id):
        with database.transaction(actor=an_actor(role, unit_id)) as tx:
            return actions.find_document(tx, key=key)["id"]

    order = an_order()
    before = found(order["key"], "GRASSROOTS_OFFICER", COMMUNE)
    (document,) = issue(order)

    assert before is None
    assert str(found(order["key"], "GRASSROOTS_OFFICER", COMMUNE)) == document["id"]
    assert found(order["key"], "GRASSROOTS_OFFICER", OTHER_COMMUNE) is None
