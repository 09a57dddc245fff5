"""Registry and processes read the same words as the same choices: neither knows the other's table."""

import pytest

from services.members.domain import lists as registry
from services.workflows.domain import spellings

NOT_ADMITTED = {"55"}
"""Foreigners stand in the registry's list of ethnic groups, and in no form of a candidate."""


@pytest.mark.parametrize("field", spellings.CHOICES)
def test_codes_and_labels_are_the_same(field):
    ours, _ = spellings.CHOICES[field]
    theirs = [(each.code, each.label) for each in registry.LISTS[field] if each.code not in NOT_ADMITTED]

    assert list(ours) == theirs


@pytest.mark.parametrize("field", spellings.CHOICES)
def test_what_the_registry_reads_is_read_alike(field):
    written = [
        (text, each.code)
        for each in registry.LISTS[field]
        for text in (each.code, each.label, *each.aliases)
        if each.code not in NOT_ADMITTED
    ]

    assert [(text, spellings.choice(field, text)) for text, _ in written] == [
        (text, registry.find(field, text).choice.code) for text, _ in written
    ]


@pytest.mark.parametrize("field", spellings.CHOICES)
def test_no_spelling_is_read_that_the_registry_does_not_read(field):
    _, said = spellings.CHOICES[field]
    written = [(text, code) for code, texts in said.items() for text in texts]
    found = [registry.find(field, text) for text, _ in written]

    assert [match is not None and match.exact for match in found] == [True] * len(written)


@pytest.mark.parametrize(
    "text", ["12/12", "9/12", "10/10", "lớp 11", "THPT", "THCS", "cấp 3", "Tiểu học", "GDTX", "đang học", ""]
)
def test_schooling_is_read_alike(text):
    assert spellings.education(text) == registry.read_general_education(text)
