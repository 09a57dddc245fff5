"""What a unit's page offers to whom, and that each form, filled in, is what its act takes."""

from datetime import timedelta

import pytest
from sqlalchemy import event

from services.kit import clock
from services.kit.faults import Conflict, Invalid
from services.members.actions import units

ACTS = {"create_unit", "appoint_officer", "rename_unit", "move_unit", "close_unit"}


@pytest.fixture
def page(ask, province):
    """`page("24-01-001", by="24-01")`: the unit as the secretary of the other sees it."""

    def seen(code, *, by):
        return ask("get_unit", by=by, unit_id=province.id(code))

    return seen


@pytest.fixture
def found(ask, province):
    def made(parent, name, kind="DIA_BAN_DAN_CU", **given):
        return ask("create_unit", by=parent, parent_id=province.id(parent), name=name, kind=kind, **given)

    return made


def allowed(view):
    return {act["action"] for act in view["allowed_actions"]}


def refused(view):
    return {act["action"]: [refusal["code"] for refusal in act["refusals"]] for act in view["refused_actions"]}


def form(view, action):
    return next(act["form_schema"]["properties"] for act in view["allowed_actions"] if act["action"] == action)


def test_a_superior_is_offered_every_act_on_an_empty_chapter(page):
    view = page("24-01-001-001", by="24-01")

    assert allowed(view) >= ACTS
    assert view["refused_actions"] == []


def test_a_chapters_own_secretary_is_offered_none_of_them(page):
    view = page("24-01-001-001", by="24-01-001-001")

    assert allowed(view).isdisjoint(ACTS)
    assert refused(view) == {}


def test_what_holds_a_unit_open_is_told_before_it_is_tried(page, province):
    province.add_member("Người Còn Lại", "24-01-001-002")

    view = page("24-01-001-002", by="24-01-001")

    assert "close_unit" not in allowed(view)
    assert refused(view) == {"close_unit": ["unit-not-empty"]}


def test_a_commune_moves_by_the_province_alone(page):
    by_district = page("24-01-002", by="24-01")

    assert "move_unit" not in {*allowed(by_district), *refused(by_district)}
    assert "move_unit" in allowed(page("24-01-002", by="24"))


@pytest.mark.parametrize("code", ["CN_UBKT", "CHUYEN_VIEN", "NOBODY"])
def test_a_chapter_has_no_office_of_another_level(ask, province, code):
    person = province.add_member("Người Được Cử", "24-01-001-001")

    with pytest.raises(Invalid) as refused_:
        ask("appoint_officer", by="24-01-001", unit_id=province.id("24-01-001-001"), person_id=person.id, code=code)

    assert "code" in refused_.value.fields["errors"]


@pytest.mark.parametrize(
    ("unit", "levels"), [("24", {"DISTRICT", "GRASSROOTS", "CHAPTER"}), ("24-01", {"GRASSROOTS"}), ("24-01-001", {"SUB_GRASSROOTS", "CHAPTER"})]
)  # fmt: skip
def test_the_kinds_offered_are_those_of_levels_below(page, sql, unit, levels):
    known = sql.execute("SELECT code FROM unit_kinds WHERE level = ANY(%s) ORDER BY rank", (list(levels),)).fetchall()

    offered = form(page(unit, by=unit), "create_unit")["kind"]["enum"]

    assert offered == [code for (code,) in known]


@pytest.mark.parametrize(("kind", "level"), [("DIA_BAN_DAN_CU", "CHAPTER"), ("LIEN_CHI_DOAN", "SUB_GRASSROOTS")])
def test_a_new_unit_has_the_level_of_its_kind(found, kind, level):
    made = found("24-02-001", f"Đơn vị {kind}", kind)

    assert (made["level"], made["kind"]) == (level, kind)


def test_a_kind_whose_level_cannot_stand_there_is_refused_without_a_level_too(found):
    with pytest.raises(Conflict) as refusal:
        found("24-02-001", "Huyện đoàn lạc", "HUYEN_DOAN")

    assert refusal.value.code == "wrong-level"


def test_a_closed_unit_offers_nothing(ask, found, province):
    made = found("24-02-001", "Chi đoàn Đóng")

    person = province.add_member("Bí Thư Cuối", "24-02-001-001")
    ask("appoint_officer", by="24-02-001", unit_id=made["id"], person_id=person.id, code="BT")

    closed = ask("close_unit", by="24-02-001", unit_id=made["id"])

    assert (closed["allowed_actions"], closed["refused_actions"]) == ([], [])
    assert [officer["allowed_actions"] for officer in closed["officers"]] == [[]]


# ---------------------------------------------------------------- officers


@pytest.fixture
def secretary(ask, province):
    """A secretary of the chapter since a year ago."""

    def appointed(chapter):
        person = province.add_member("Bí Thư Cũ", chapter)
        since = clock.day_of(clock.now()) - timedelta(days=365)
        return ask(
            "appoint_officer", by="24", unit_id=province.id(chapter), person_id=person.id, code="BT", from_on=since
        )

    return appointed


def test_a_term_can_be_ended_by_those_above_alone(page, secretary):
    secretary("24-02-001-001")

    above = page("24-02-001-001", by="24-02-001")["officers"]
    own = page("24-02-001-001", by="24-02-001-001")["officers"]

    assert [act["action"] for act in above[0]["allowed_actions"]] == ["change_position", "end_position"]
    assert own[0]["allowed_actions"] == []


def test_a_past_term_is_listed_when_asked_for_and_cannot_be_ended_again(ask, province, secretary):
    held, chapter = secretary("24-02-002-002"), province.id("24-02-002-002")
    ask("end_position", by="24-02", position_id=held["id"], on=clock.day_of(clock.now()) - timedelta(days=3))

    now = ask("list_officers", by="24-02", unit_id=chapter)["items"]
    ever = ask("list_officers", by="24-02", unit_id=chapter, past=True)["items"]

    assert now == []
    assert [(line["id"], line["allowed_actions"]) for line in ever] == [(held["id"], [])]


def test_the_form_names_the_secretary_whose_term_must_end_first(page, secretary):
    secretary("24-02-002-001")

    office = form(page("24-02-002-001", by="24-02-002"), "appoint_officer")["code"]

    assert "Bí Thư Cũ" in office["description"]


def test_a_page_costs_as_many_statements_however_much_it_offers(province, secretary):
    empty, led = province.id("24-01-002-001"), province.id("24-01-002-002")
    secretary("24-01-002-002")

    asked = {_statements(province, by, unit) for by in ("24", "24-01", "24-01-002") for unit in (empty, led)}

    assert len(asked) == 1


def test_what_is_offered_costs_two_statements_at_most(province):
    """The place of the one who asks, and the recognition of the committee, which could be revoked."""
    chapter = province.id("24-01-002-001")

    by_itself, by_superior = (_statements(province, by, chapter) for by in ("24-01-002-001", "24-01-002"))

    assert by_superior <= by_itself + 2


def _statements(province, by, unit_id):
    """How many statements the unit's page costs the secretary of the other unit."""
    ran = []

    def heard(*events):
        ran.append(events[2])

    engine = province.database.engine
    event.listen(engine, "before_cursor_execute", heard)
    try:
        with province.database.transaction(actor=province.officer(by)) as tx:
            units.get_unit(tx, unit_id=unit_id)
    finally:
        event.remove(engine, "before_cursor_execute", heard)
    return len(ran)
