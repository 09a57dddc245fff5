"""Messages that wait together share a transaction: all have their effects in their order, or each is received alone."""

import pytest
from sqlalchemy import text

from services.kit import database, ids, inbox, settings, wire
from services.kit.faults import Conflict
from tests.integration.kit.shop.service import BookSold

pytestmark = pytest.mark.usefixtures("shop_engine")


@pytest.fixture
def held():
    opened = database.Database(settings.read(), "shop", database.Tx)
    yield opened
    opened.close()


def hears(tx, event):
    """Keeps what it hears, under whose name and trace; takes no bad news."""
    if event.fields["book"] == "Tin dữ":
        raise Conflict("bad-news")
    tx.execute(
        text("INSERT INTO heard (book, number, message_id) VALUES (:book, :number, :id)"),
        {"book": f"{event.fields['book']}/{tx.trace}", "number": event.fields["number"], "id": event.id},
    )
    tx.record("book.hear", subject_id=event.id)


def message(book, number, message_id=None):
    envelope = {
        "id": message_id or ids.new(),
        "key": "shop.book_sold.v1",
        "occurred_at": "2026-11-24T00:00:00Z",
        "trace": f"t{number}",
        "fields": {"book": book, "number": number},
    }
    return wire.dumps(envelope).decode()


READER = inbox.Reader("together", BookSold, hears)


def heard(sql, book):
    return sql("SELECT book, number FROM heard WHERE book LIKE :book || '/%' ORDER BY id", book=book)


def test_all_have_their_effects_in_their_order_each_under_its_own_trace(held, sql):
    twice = message("Cùng nhau", 2, ids.new())

    assert inbox.receive_together(held, READER, [message("Cùng nhau", 1), twice, message("Cùng nhau", 3), twice])

    assert heard(sql, "Cùng nhau") == [("Cùng nhau/t1", 1), ("Cùng nhau/t2", 2), ("Cùng nhau/t3", 3)]
    assert sql("SELECT trace FROM audit_log WHERE action = 'book.hear' ORDER BY id") == [("t1",), ("t2",), ("t3",)]


def test_what_was_read_before_has_no_second_effect(held, sql):
    before = message("Đã đọc", 1, ids.new())
    assert inbox.receive(held, READER, before)

    assert inbox.receive_together(held, READER, [before, message("Đã đọc", 2)])

    assert heard(sql, "Đã đọc") == [("Đã đọc/t1", 1), ("Đã đọc/t2", 2)]


def test_one_that_fails_undoes_them_all_and_each_can_be_received_alone(held, sql):
    bodies = [message("Có tin dữ", 1), message("Tin dữ", 2), message("Có tin dữ", 3)]

    assert not inbox.receive_together(held, READER, bodies)
    assert heard(sql, "Có tin dữ") == []

    assert all(inbox.receive(held, READER, body) for body in bodies)
    assert heard(sql, "Có tin dữ") == [("Có tin dữ/t1", 1), ("Có tin dữ/t3", 3)]
    [(fault,)] = sql("SELECT fault FROM failed_messages WHERE reader = 'together'")
    assert "bad-news" in fault


def test_those_that_the_reader_does_not_regard_are_left_out(held, sql):
    reader = inbox.Reader("choosy", BookSold, hears, regards=lambda fields: fields["number"] > 1)

    assert inbox.receive_together(
        held, reader, [message("Chọn đọc", 1), message("Chọn đọc", 2), message("Chọn đọc", 3)]
    )
    assert inbox.receive_together(held, reader, [message("Chọn đọc", 1), message("Chọn đọc", 0)])

    assert heard(sql, "Chọn đọc") == [("Chọn đọc/t2", 2), ("Chọn đọc/t3", 3)]
    assert sql("SELECT count(*) FROM inbox WHERE reader = 'choosy'") == [(2,)]
