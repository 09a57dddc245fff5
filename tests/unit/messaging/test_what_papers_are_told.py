"""Every key that contracts/papers.py promises to print is printed, and no combination of them makes a paper nonsense."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.contracts import papers
from services.messaging.domain import paper, shelf
from tests.unit.messaging.samples import ISSUERS, a_paper

CODES = sorted(shelf.TEMPLATES)
NONSENSE = re.compile(r"None|null|True|False|\{|\}|: \.|,,|\.\.(?!\.)|;\.| ,| ;|đối với \.|\bsố ngày|  ")
NOT_PRINTED = {"to_unit_id", "is_officer"}
"""Keys that decide something else than words."""
PLAIN = st.text("ăâđêôơưàáảãạ", min_size=1, max_size=12)  # no letters of our own words
BY_TYPE = {
    "text": PLAIN,
    "texts": st.lists(PLAIN, min_size=1, max_size=3),
    "day": st.dates().map(str),
    "month": st.dates().map(lambda day: str(day.replace(day=1))),
    "count": st.integers(1, 99),
    "money": st.integers(1, 99).map(lambda thousands: thousands * 1000),
    "flag": st.just(True),
    "[month]": st.lists(st.dates().map(lambda day: str(day.replace(day=1))), min_size=1, max_size=3),
    "[texts]": st.lists(st.lists(PLAIN, max_size=4), max_size=4),
}


def keys_of(spec):
    """`key type` pairs of a line, commas inside brackets left alone."""
    parts = re.split(r", (?![^\[\{]*[\]\}])", spec) if spec else []
    return dict(part.split(" ", 1) for part in parts)


def values_of(kind):
    if kind in BY_TYPE:
        return BY_TYPE[kind]
    if kind == "id":
        return st.none()
    if kind.startswith("[{"):
        return st.lists(_record(kind[2:-2]), min_size=1, max_size=3)
    if kind.startswith("{"):
        return _record(kind[1:-1])
    return st.sampled_from(kind.split("|"))


def _record(spec):
    return st.fixed_dictionaries({}, optional={key: values_of(kind) for key, kind in keys_of(spec).items()})


def contents_of(spec):
    return st.fixed_dictionaries({}, optional={key: values_of(kind) for key, kind in keys_of(spec).items()})


def text_of(code, **content):
    return "\n".join(paper.lines(a_paper(code, **content)))


@st.composite
def contents(draw, code):
    spec, template = papers.BY_CODE[code], shelf.TEMPLATES[code]
    least = 0 if template.names == shelf.NONE_NEEDED else 1
    count = draw(st.integers(least, 1 if template.names == shelf.ONE else 3))
    named = st.fixed_dictionaries({"full_name": PLAIN}, optional={"born_on": BY_TYPE["day"], "unit_name": PLAIN})
    people = [draw(named) | draw(contents_of(spec.person)) for _ in range(count)]
    return {
        "people": people,
        "about": draw(contents_of(spec.about)),
        "issuer": draw(st.sampled_from(list(ISSUERS.values()))),
    }


@pytest.mark.parametrize("code", CODES)
@settings(max_examples=8, deadline=None)
@given(data=st.data())
def test_whatever_is_told_or_left_out_a_paper_is_never_nonsense(code, data):
    text = text_of(code, **data.draw(contents(code)))

    told_in_sentences = "\n".join(line for line in text.splitlines() if " | " not in line)
    assert not NONSENSE.search(told_in_sentences), text


def promised():
    for spec in papers.PAPERS:
        for where, line in (("about", spec.about), ("person", spec.person)):
            yield from ((spec.code, where, key, kind) for key, kind in keys_of(line).items() if key not in NOT_PRINTED)


_BY_OPERATION = {
    "ESTABLISH": ("superior_name", "members_count"),
    "RENAME": ("new_name",),
    "MERGE": ("from_names",),
    "SPLIT": ("into_names", "remainder"),
    "EXTEND": ("until", "planned_until", "provisional"),
    "SHORTEN": ("until", "planned_until", "term"),
    "COMMITTEE": ("term", "committee_count", "office", "is_provisional"),
}
COMPANIONS = {
    **{f"T17 {key}": {"operation": operation} for operation, keys in _BY_OPERATION.items() for key in keys},
    "T15D form": {"outcome": "CHANGED"},
}
"""Keys that say something only beside another."""
MARKS = {
    "text": "Dấu riêng",
    "texts": ["Dấu riêng"],
    "day": "2019-08-07",
    "month": "2019-08-01",
    "count": 77,
    "money": 77000,
    "flag": True,
    "[month]": ["2019-08-01"],
    "[texts]": [["Dấu riêng"]],
}
"""What each type looks like when it is there."""


@pytest.mark.parametrize(("code", "where", "key", "kind"), list(promised()))
def test_every_key_that_is_promised_is_printed(code, where, key, kind):
    without, with_it = ({"about": {}, "people": [{"full_name": "Nguyễn Thu Hà"}], "meeting": None} for _ in range(2))
    values = _examples(kind)
    place = with_it["about"] if where == "about" else with_it["people"][0]
    companions = COMPANIONS.get(f"{code} {key}", {})
    for content in (without, with_it):
        content["about"].update(companions)

    printed = set()
    for value in values:
        place[key] = value
        printed.add(text_of(code, **with_it))

    assert printed - {text_of(code, **without)}


def _examples(kind):
    if kind in MARKS:
        return [MARKS[kind]]
    if kind.startswith("[{"):
        return [[{key: value for key, part in keys_of(kind[2:-2]).items() for value in _examples(part)[:1]}]]
    if kind.startswith("{"):
        return [{key: value for key, part in keys_of(kind[1:-1]).items() for value in _examples(part)[:1]}]
    return [None] if kind == "id" else kind.split("|")
