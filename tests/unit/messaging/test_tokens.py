"""The code in a paper's QR."""

import pytest

from services.messaging.domain import tokens

TOKEN = tokens.token_of(bytes(range(16)))


def test_a_code_of_ours_is_recognised():
    assert tokens.is_ours(TOKEN)
    assert len(TOKEN) == tokens.LENGTH


def test_other_chance_gives_another_code():
    assert tokens.token_of(bytes(16)) != TOKEN


@pytest.mark.parametrize("place", [0, 12, 25, 29])
def test_a_changed_letter_is_noticed(place):
    other = "7" if TOKEN[place] != "7" else "8"

    assert not tokens.is_ours(TOKEN[:place] + other + TOKEN[place + 1 :])


def test_typing_it_in_capitals_with_spaces_and_hyphens_is_forgiven():
    typed = " " + "-".join(TOKEN.upper()[start : start + 5] for start in range(0, 30, 5)) + " "

    assert tokens.canonical(typed) == TOKEN


@pytest.mark.parametrize("text", ["", "abc", "x" * 300, "🙂" * 30])
def test_other_text_is_not_ours(text):
    assert not tokens.is_ours(tokens.canonical(text))
