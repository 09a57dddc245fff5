from datetime import date

import pytest

from services.contracts.changes import CHANGE_KINDS
from services.contracts.members import STATUSES
from services.kit import ids
from services.kit.faults import Conflict, Invalid
from services.members.domain import cards, changes, memberships, merging, positions, profile, search, spelling, wording
from services.members.domain.positions import Position

TODAY = date(2026, 11, 24)


def read(current=None, **given):
    return profile.read(given, current=current or {}, today=TODAY)


# ---------------------------------------------------------------- the file


@pytest.mark.parametrize(
    ("field", "value", "column", "kept"),
    [
        ("full_name", "  NGUYỄN  Văn A ", "full_name", "NGUYỄN Văn A"),
        ("birth_date", "5/3/2005", "born_on", date(2005, 3, 5)),
        ("born_on", "2005-03-05", "born_on", date(2005, 3, 5)),
        ("sex", "Nữ", "sex", "female"),
        ("ethnicity", "Cao Lan", "ethnicity", 15),
        ("religion", "không", "religion", 0),
        ("phone", "+84 912 345 678", "phone", "0912345678"),
        ("general_education", "lớp 12", "general_education", "12/12"),
        ("salaried", "Có", "salaried", True),
        ("salaried", False, "salaried", False),
        ("health", "tốt", "health", "TOT"),
        ("phone", "", "phone", None),
    ],
)
def test_a_value_is_read_as_people_write_it(field, value, column, kept):
    draft = read(**{field: value})

    assert draft.errors == {}
    assert draft.columns[column] == kept


def test_a_year_alone_is_a_birth_date_of_less_precision():
    draft = read(birth_date="2005")

    assert (draft.columns["born_on"], draft.columns["born_precision"]) == (date(2005, 1, 1), "year")


def test_the_long_tail_is_kept_under_its_own_code():
    draft = read(team_join_date="26/3/2015", marital="độc thân", hoi_membership=" hội viên ")

    assert draft.tail == {"team_join_date": date(2015, 3, 26), "marital": "DOC_THAN", "hoi_membership": "hội viên"}


def test_a_doubt_about_old_values_never_blocks_a_new_one():
    old = {
        "born_on": date(2005, 3, 5),
        "born_precision": "day",
        "sex": "male",
        "citizen_id": "024399000017",
        "joined_on": date(2010, 1, 1),
    }

    draft = read(current=old, major="Toán")

    assert draft.errors == {}
    assert set(draft.warnings) == {"citizen_id", "union_join_date"}


def test_every_field_of_the_file_can_be_emptied_but_for_name_sex_and_birth():
    draft = read(**{code: None for code, field in profile.FIELDS.items() if not field.read_only})

    assert set(draft.errors) == {"full_name", "sex", "birth_date"}


ASKED = [
    "full_name",
    "other_names",
    "sex",
    "birth_date",
    "citizen_id",
    "citizen_id_date",
    "citizen_id_place",
    "birth_place",
    "native_place",
    "permanent_address",
    "current_address",
    "ethnicity",
    "religion",
    "phone",
    "phone_verified",
    "email",
    "family_class",
    "health",
    "marital",
    "occupation",
    "workplace",
    "member_category",
    "general_education",
    "professional_level",
    "major",
    "political_theory",
    "it_level",
    "foreign_languages",
    "salaried",
    "abroad_history",
    "relatives",
    "policy_object",
    "union_join_date",
    "union_join_place",
    "admission_decision",
    "admission_decision_date",
    "card_no",
    "card_date",
    "old_card_no",
    "yum_code",
    "book_no",
    "book_location",
    "team_join_date",
    "hoi_membership",
    "federation_join_date",
    "student_association_join_date",
    "specialty",
    "party_candidate",
    "party_class_no",
    "party_class_date",
    "party_class_until",
    "party_join_date",
    "party_official_date",
    "party_cell",
    "party_card_no",
]
"""Fields of the file, domain rule 17."""


def test_the_file_has_every_field_of_the_domain_rule():
    assert set(ASKED) <= set(profile.FIELDS)


@pytest.mark.parametrize(
    ("field", "written", "kept", "shown"),
    [
        ("policy_object", "con thương binh", "CON_THUONG_BINH", "Con thương binh"),
        ("policy_object", "Con dân công hoả tuyến", "Con dân công hoả tuyến", "Con dân công hoả tuyến"),
        ("family_class", "nông dân", "NONG_DAN", "Nông dân"),
        ("family_class", "Tiểu tư sản", "Tiểu tư sản", "Tiểu tư sản"),
    ],
)
def test_a_list_that_goes_on_keeps_other_words_as_they_are_written(field, written, kept, shown):
    draft = read(**{field: written})

    assert draft.errors == {}
    assert {**draft.columns, **draft.tail} == {field: kept}
    assert wording.display(profile.FIELDS[field], kept) == shown


def test_a_certificate_of_the_party_class_may_still_be_good():
    draft = read(party_class_no="12-GCN", party_class_date="2026-03-26", party_class_until="26/3/2031")

    assert draft.errors == {}
    assert draft.tail["party_class_until"] == date(2031, 3, 26)


@pytest.mark.parametrize("field", ["party_class_date", "federation_join_date", "student_association_join_date"])
def test_a_day_that_is_told_lies_not_ahead(field):
    assert set(read(**{field: "26/3/2031"}).errors) == {field}


def test_what_the_system_alone_writes_is_not_given():
    assert set(read(phone_verified=True).errors) == {"phone_verified"}


def test_a_day_of_the_long_tail_is_shown_as_people_write_it():
    assert wording.display(profile.FIELDS["team_join_date"], "2015-03-26") == "26/03/2015"


def test_a_merged_file_takes_a_phone_with_what_is_known_of_it():
    kept = {"profile": {}, "phone": "0912345678", "phone_verified": True}
    other = {"profile": {}, "phone": "0987654321", "phone_verified": False}

    assert merging.taken(kept, other, ["phone"]) == {"phone": "0987654321", "phone_verified": False}


def test_fields_have_groups_and_titles():
    groups = {group.code for group in profile.GROUPS}

    assert {field.group for field in profile.FIELDS.values()} == groups
    assert all(field.title for field in profile.FIELDS.values())


def test_completeness_counts_the_needed_fields():
    whole = {field.column: "x" for field in profile.NEEDED}

    assert profile.completeness(whole) == 100
    assert profile.completeness(whole | {"phone": None}) < 100
    assert [field.code for field in profile.missing(whole | {"phone": ""})] == ["phone"]


# ---------------------------------------------------------------- codes and cards


def test_a_member_code_tells_province_district_year_and_serial():
    code = cards.member_code(cards.code_prefix(district_seq=1, year=2026), 17)

    assert code[:11] == "24012600017"
    assert cards.is_member_code(code)


@pytest.mark.parametrize("place", range(12))
def test_one_wrong_digit_in_a_code_is_seen(place):
    code = cards.member_code("240126", 17)
    slip = code[:place] + str((int(code[place]) + 1) % 10) + code[place + 1 :]

    assert not cards.is_member_code(slip)


def test_serials_end():
    with pytest.raises(Conflict, match="member-codes-exhausted"):
        cards.member_code("240126", 100_000)


# ---------------------------------------------------------------- memberships


def test_the_table_of_statuses_knows_only_known_ones():
    named = {status for changes_ in memberships.TRANSITIONS.values() for pair in changes_.items() for status in pair}

    assert named <= set(STATUSES)


def test_every_change_a_case_may_ask_is_in_the_table():
    assert set(CHANGE_KINDS) - {"note"} <= set(memberships.TRANSITIONS)


@pytest.mark.parametrize("status", ["STRUCK_OFF", "EXPELLED", "WITHDRAWN", "CANDIDATE"])
def test_who_left_may_come_back_by_admission(status):
    assert memberships.after("admit", status) == "ACTIVE"


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ("admit", "ACTIVE"),
        ("admit", "DECEASED"),
        ("mature", "CANDIDATE"),
        ("expel", "MATURED"),
        ("transfer", "DECEASED"),
    ],
)
def test_what_is_not_in_the_table_cannot_happen(change, status):
    with pytest.raises(Conflict, match="wrong-status"):
        memberships.after(change, status)


def test_a_refused_change_names_the_statuses_that_it_is_for_and_the_one_found():
    [reason] = changes.possible("strike_off", status="MATURED", unit=_open_chapter(), today=TODAY)

    for title in ("Đang sinh hoạt", "Đang chuyển sinh hoạt", "Trưởng thành đoàn"):
        assert f"“{title}”" in reason["text"]


@pytest.mark.parametrize("kind", CHANGE_KINDS)
def test_the_dead_are_past_all_changes_but_notes(kind):
    found = changes.possible(kind, status="DECEASED", unit=_open_chapter(), today=TODAY)

    assert bool(found) == (kind != "note")


def _open_chapter():
    class Chapter:
        level, kind, name = "CHAPTER", "CO_QUAN", "Chi đoàn X"

        def is_open(self, _on):
            return True

    return Chapter()


# ---------------------------------------------------------------- positions


@pytest.mark.parametrize(
    ("code", "level", "kind", "role"),
    [
        ("BT", "PROVINCE", "TINH_DOAN", "PROVINCE_OFFICER"),
        ("CHUYEN_VIEN", "PROVINCE", "TINH_DOAN", "PROVINCE_OFFICER"),
        ("PBT", "DISTRICT", "HUYEN_DOAN", "DISTRICT_OFFICER"),
        ("UVBTV", "GRASSROOTS", "DOAN_XA", "GRASSROOTS_OFFICER"),
        ("UVBCH", "GRASSROOTS", "DOAN_XA", "MEMBER"),
        ("BT", "GRASSROOTS", "CHI_DOAN_CO_SO", "CHAPTER_OFFICER"),
        ("UVBCH", "CHAPTER", "CO_QUAN", "CHAPTER_OFFICER"),
        ("UV_UBKT", "DISTRICT", "HUYEN_DOAN", "INSPECTOR"),
        ("PHAN_DOAN_TRUONG", "GROUP", "PHAN_DOAN", "MEMBER"),
    ],
)
def test_the_role_follows_from_office_and_unit(code, level, kind, role):
    assert positions.role_of(code, level=level, kind=kind) == role


def a_position(**given):
    usual = {"code": "BT", "role": "CHAPTER_OFFICER", "from_on": date(2025, 1, 1), "until": None}
    return Position(id=ids.new(), person_id=ids.new(), unit_id=ids.new(), **(usual | given))


@pytest.mark.parametrize(
    "given", [{"code": "VUA"}, {"until": date(2024, 1, 1)}], ids=["unknown office", "ends before it begins"]
)
def test_an_impossible_office_is_refused(given):
    with pytest.raises(Invalid):
        positions.appoint(a_position(**given), level="CHAPTER", kind="DIA_BAN_DAN_CU", provisional_months=6)


def test_an_office_ends_once():
    ended = positions.end(a_position(), on=date(2026, 1, 1))

    assert ended.until == date(2026, 1, 1)
    with pytest.raises(Conflict, match="position-ended"):
        positions.end(ended, on=TODAY)


# ---------------------------------------------------------------- what is typed to find someone


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("Nguyễn  van ĐỨC", search.Query(("nguyen", "van", "duc"), (("nguyễn",), ("đức",)))),
        ("hoà", search.Query(("hoa",), (("hòa", "hoà"),))),
        ("thuỷ", search.Query(("thuy",), (("thủy", "thuỷ"),))),
        ("quý", search.Query(("quy",), (("quý",),))),
        ("an 05/03/2005", search.Query(("an",), (), date(2005, 3, 5))),
        ("an 2005", search.Query(("an",), (), None, 2005)),
        ("2005", search.Query((), (), None, 2005)),
        ("2401 2600 0017", search.Query(number="240126000017")),
        ("0912.345.678", search.Query(number="0912345678")),
        ("TD-77", search.Query(number="TD-77")),
        ("31/02/2005", search.Query(("31", "02"), (), None, 2005)),
        ("", search.Query()),
        ("---", search.Query()),
    ],
)
def test_what_is_typed_is_understood(typed, query):
    assert search.parse(typed) == query


@pytest.mark.parametrize("field", ["full_name", "native_place", "general_education", "relatives", "email", "ethnicity"])
def test_a_character_that_nothing_can_keep_is_refused(field):
    value = [{"name": "a\x00b"}] if field == "relatives" else "a\x00b"

    assert field in read(**{field: value}).errors


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("nguyn", ("nguyen",)),
        ("nguyeen", ("nguyen",)),
        ("nguyrn", ("nguyen",)),
        ("hoagn", ("hoang",)),
        ("nguye", ()),
        ("nguyen", ()),
        ("hx", ()),
        ("zzzzz", ()),
    ],
)
def test_a_word_that_nobody_bears_is_taken_for_one_a_slip_away(word, meant):
    assert spelling.corrections(word, {"nguyen", "hoang", "van", "thi"}) == meant
