"""Answers that differ from their replies: what is found, and that nothing they hold is told."""

import pytest
from marshmallow import fields, validate

from services.kit import replies, wire
from services.kit.replies import ReplyMismatch
from services.kit.schema import DayField, IdField, Reply

BOOK = {
    "id": "01920000-0000-7000-8000-000000000001",
    "title": "Dế Mèn",
    "pages": 144,
    "weight": 0.25,
    "sold": True,
    "printed_on": None,
    "shelf": {"name": "A"},
    "authors": [{"name": "Tô Hoài"}],
    "stock": {"1": 3},
    "notes": {"anything": ["at all"]},
    "state": "new",
}


class Named(Reply):
    name = fields.String(required=True)


class Book(Reply):
    id = IdField(required=True)
    title = fields.String(required=True)
    pages = fields.Integer(required=True)
    weight = fields.Float(required=True)
    sold = fields.Boolean(required=True)
    printed_on = DayField(required=True, allow_none=True)
    shelf = fields.Nested(Named, required=True)
    authors = fields.List(fields.Nested(Named), required=True)
    stock = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)
    notes = fields.Dict(required=True)
    state = fields.String(validate=validate.OneOf(["new", "used"]))


def test_an_answer_by_its_reply_has_no_problems():
    assert replies.validate_answer(Book, BOOK) == []


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"price": 9}, "price: unknown"),
        ({"shelf": {"name": "A", "row": 2}}, "shelf.row: unknown"),
        ({"authors": [{"name": "A"}, {"name": "B", "born": 1920}]}, "authors.*.born: unknown"),
        ({"authors": [{}]}, "authors.*.name: missing"),
        ({"id": "1"}, "id: not allowed"),
        ({"title": None}, "title: null"),
        ({"title": 5}, "title: no String"),
        ({"pages": "144"}, "pages: no Integer"),
        ({"pages": 1.5}, "pages: no Integer"),
        ({"pages": True}, "pages: no Integer"),
        ({"weight": "0.25"}, "weight: no Float"),
        ({"sold": 1}, "sold: no Boolean"),
        ({"printed_on": "24/11/2026"}, "printed_on: not allowed"),
        ({"shelf": "A"}, "shelf: no object"),
        ({"authors": {"name": "A"}}, "authors: no list"),
        ({"stock": {"1": "3"}}, "stock.*: no Integer"),
        ({"stock": [1]}, "stock: no object"),
        ({"state": "lost"}, "state: not allowed"),
    ],
)
def test_each_difference_is_named(changes, problem):
    assert replies.validate_answer(Book, BOOK | changes) == [problem]


def test_a_list_is_no_answer():
    assert replies.validate_answer(Book, [BOOK]) == ["answer: no object"]


def test_fields_are_named_and_values_are_not():
    with pytest.raises(ReplyMismatch) as caught:
        replies.require_match("shop.get_book", Book, wire.dumps(BOOK | {"title": 19001570, "owner": "Nguyễn Thu Hà"}))

    assert str(caught.value) == "shop.get_book differs from its reply: owner: unknown, title: no String"


def test_a_request_that_declares_no_reply_is_found():
    with pytest.raises(ReplyMismatch, match=r"shop\.get_book differs from its reply: no reply is declared"):
        replies.require_match("shop.get_book", None, wire.dumps(BOOK))
