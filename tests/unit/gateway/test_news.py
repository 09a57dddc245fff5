from datetime import date
from typing import Any

from gateway.news import Item, Listener, Office, Ring, Room, Tree, items

PROVINCE, DISTRICT, COMMUNE, CHAPTER, OTHER = "p", "d", "g", "c", "o"
TODAY = date(2026, 11, 24)


def a_room(*listeners: Listener) -> Room:
    tree = Tree()
    tree.learn(
        {"id": unit_id, "parent_id": parent_id}
        for unit_id, parent_id in (
            (PROVINCE, None),
            (DISTRICT, PROVINCE),
            (OTHER, PROVINCE),
            (COMMUNE, DISTRICT),
            (CHAPTER, COMMUNE),
        )
    )
    room = Room(tree)
    for listener in listeners:
        room.join(listener, on=TODAY)
    return room


def an_officer(unit_id: str, *, until: date | None = None, code: str | None = None) -> Listener:
    return Listener(f"officer-{unit_id}", f"session-{unit_id}", {"1": Office(unit_id, until, code)})


def news(kind: str = "case", *, people: tuple[str, ...] = (), units: tuple[str, ...] = ()) -> Item:
    return Item(kind, "e1", 4, frozenset(people), frozenset(units))


def an_event(audience: Any, **fields: Any) -> dict[str, Any]:
    return {"audience": audience, "fields": fields}


def test_an_officer_hears_of_every_unit_below_and_of_no_other_branch():
    above, beside = an_officer(DISTRICT), an_officer(OTHER)
    room = a_room(above, beside)

    assert room.find_listeners(news(units=(CHAPTER,))) == {above}


def test_staff_of_a_department_hear_of_people_and_nothing_of_cases():
    staff, officer = an_officer(DISTRICT, code="CHUYEN_VIEN"), an_officer(COMMUNE, code="BT")
    room = a_room(staff, officer)

    assert room.find_listeners(news("case", units=(CHAPTER,))) == {officer}
    assert room.find_listeners(news("member", units=(CHAPTER,))) == {staff, officer}


def test_a_person_hears_of_what_concerns_them():
    member = Listener("member", "s", {})
    room = a_room(member)

    assert room.find_listeners(news(people=("member",))) == {member}


def test_an_office_whose_term_has_ended_hears_nothing():
    room = a_room(an_officer(DISTRICT, until=date(2026, 11, 23)))

    assert room.find_listeners(news(units=(CHAPTER,))) == set()


def test_an_office_that_ends_is_deaf_at_once():
    room = a_room(an_officer(DISTRICT))
    ended = {"id": "1", "person_id": "officer-d", "unit_id": DISTRICT, "until": "2026-11-23"}

    room.change_offices([ended], on=TODAY)

    assert room.find_listeners(news(units=(CHAPTER,))) == set()


def test_who_has_left_hears_nothing():
    officer = an_officer(DISTRICT)
    room = a_room(officer)

    room.leave(officer)

    assert room.find_listeners(news(units=(CHAPTER,), people=("officer-d",))) == set()


def test_an_event_without_an_audience_is_for_nobody():
    assert list(items(an_event(None, cases=[{"id": "e1", "version": 1, "unit_id": CHAPTER}]))) == []


def test_one_of_many_subjects_is_told_to_its_own_units_alone():
    audience = {"people": [], "units": [CHAPTER, OTHER]}
    cases = [{"id": "e1", "version": 1, "unit_id": CHAPTER}, {"id": "e2", "version": 2, "unit_id": OTHER}]

    told = {item.id: item.units for item in items(an_event(audience, cases=cases))}

    assert told == {"e1": {CHAPTER}, "e2": {OTHER}}


def test_a_member_is_told_of_their_own_file():
    audience = {"people": ["m1", "m2"], "units": [CHAPTER]}

    (item,) = items(an_event(audience, people=[{"id": "m1", "version": 3, "unit_id": CHAPTER}]))

    assert (item.kind, item.people, item.data()) == ("member", {"m1"}, {"kind": "member", "id": "m1", "version": 3})


def a_ring(size: int = 10) -> Ring:
    return Ring("a1", size, began=0.0)


def test_a_page_that_was_away_hears_what_it_missed():
    ring = a_ring()
    first = ring.add(news(), at=1.0)
    second = ring.add(news(), at=1.0)

    assert [news_id for news_id, _ in ring.since(first) or ()] == [second]
    assert ring.since(second) == []


def test_what_is_no_longer_kept_cannot_be_resumed():
    ring = a_ring(2)
    first = ring.add(news(), at=1.0)
    for _ in range(3):
        ring.add(news(), at=1.0)

    assert ring.since(first) is None


def test_an_id_of_another_process_cannot_be_resumed():
    ring = a_ring()
    ring.add(news(), at=1.0)

    assert [ring.since(strange) for strange in ("b2-1", "a1-99", "a1-x", "")] == [None] * 4


def test_a_page_that_opens_hears_what_came_since_it_began_to_read():
    ring = a_ring()
    ring.add(news(), at=3.0)
    second, third = ring.add(news(), at=4.0), ring.add(news(), at=5.0)

    assert [news_id for news_id, _ in ring.since_moment(4.0) or ()] == [second, third]
    assert ring.since_moment(6.0) == []


def test_a_page_that_began_to_read_before_the_news_kept_reads_again():
    ring = a_ring(2)
    assert ring.since_moment(0.0) is None
    for at in (3.0, 4.0, 5.0):
        ring.add(news(), at=at)

    assert ring.since_moment(3.0) is None
    assert len(ring.since_moment(3.5) or ()) == 2


def test_a_circle_in_the_tree_is_walked_once():
    tree = Tree()
    tree.learn([{"id": "a", "parent_id": "b"}, {"id": "b", "parent_id": "a"}])

    assert list(tree.up_from("a")) == ["a", "b"]
