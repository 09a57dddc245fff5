"""Whatever somebody types into a search box is a query."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.members.domain import lists, search
from services.members.domain.search import Query


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("10a3", Query(number="10a3")),
        ("1A2B", Query(number="1A2B")),
        ("TD-7", Query(number="TD-7")),
        ("2005", Query(born_year=2005)),
        ("ha 2005", Query(words=("ha",), born_year=2005)),
        ("²²²²", Query(words=("²²²²",))),
    ],
)
def test_a_class_or_a_card_that_begins_with_digits_is_no_year(typed: str, query: Query) -> None:
    assert search.parse(typed) == query


@given(st.text(max_size=40) | st.text(alphabet="0123456789aA²٣./- ", max_size=8))
def test_any_text_is_a_query(typed: str) -> None:
    assert isinstance(search.parse(typed), Query)


@given(st.text(alphabet="²³٣12/lopLỚP ", max_size=8))
def test_any_text_is_read_as_an_education_or_as_none(typed: str) -> None:
    assert lists.read_general_education(typed) is None or lists.read_general_education(typed)
