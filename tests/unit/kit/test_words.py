"""The plain words: faults, ids, JSON, time, settings, schemas, topology, outbox rows, pace."""

import pickle
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from uuid import UUID

import pytest
from environs import Env
from marshmallow import fields, validate

from services.kit import calls, clock, faults, ids, outbox, schema, settings, topology, wire
from services.kit.actor import Actor
from services.kit.faults import Conflict, Fault, Invalid, NotFound, Unavailable, Unexpected


@pytest.mark.parametrize(
    "kind", [kind for kind in vars(faults).values() if isinstance(kind, type) and Fault in kind.__bases__]
)
def test_a_fault_survives_the_wire(kind):
    fault = kind("some-code", cause="x", errors={"a": ["b"]})

    back = Fault.from_wire(wire.plain(fault.wire()))

    assert (type(back), back.code, back.fields) == (kind, fault.code, fault.fields)


def test_a_fault_survives_a_child_process():
    back = pickle.loads(pickle.dumps(Conflict("sold-out", book="Kiều")))

    assert (back.code, back.fields) == ("sold-out", {"book": "Kiều"})


def test_an_error_we_do_not_know_loses_its_text():
    back = Fault.from_wire({"exc_type": "ProgrammingError", "value": "SELECT secret"})

    assert (type(back), str(back)) == (Unexpected, "unexpected")


def test_statuses_are_those_of_http():
    kinds = (faults.Invalid, faults.Unauthenticated, faults.Denied, NotFound, Conflict, faults.Stale, Unavailable)

    assert [kind.status for kind in kinds] == [422, 401, 403, 404, 409, 412, 503]


def test_ids_sort_by_the_time_they_were_made():
    made = [ids.new() for _ in range(100)]

    assert made == sorted(made)
    assert (
        ids.first_of(datetime.now(UTC) - timedelta(seconds=1))
        < made[0]
        < ids.first_of(datetime.now(UTC) + timedelta(seconds=1))
    )


def test_an_id_carries_its_service():
    key = ids.new()

    assert ids.without_service(ids.of_service("shop", key)) == key
    with pytest.raises(NotFound):
        ids.without_service("shop.nothing")


def test_values_travel_as_contracts_say():
    value = {
        "id": UUID(int=1),
        "at": datetime(2026, 11, 24, tzinfo=UTC),
        "on": date(2026, 11, 24),
        "tags": frozenset({"a"}),
    }

    assert wire.plain(value) == {
        "id": "00000000-0000-0000-0000-000000000001",
        "at": "2026-11-24T00:00:00Z",
        "on": "2026-11-24",
        "tags": ["a"],
    }


def test_equal_values_have_equal_canonical_bytes():
    assert wire.canonical({"a": 1, "b": 2}) == wire.canonical({"b": 2, "a": 1})


@pytest.mark.parametrize(("opened", "closed"), [("[", "]"), ('{"a":', "}")], ids=["lists", "objects"])
def test_values_that_lie_too_deep_are_told_apart(opened, closed):
    deep = [wire.loads(opened * levels + "1" + closed * levels) for levels in (wire.DEEPEST, wire.DEEPEST + 1)]

    assert [wire.is_too_deep(value) for value in deep] == [False, True]


def test_a_call_that_lies_too_deep_is_malformed():
    body = b'{"args": [], "kwargs": {"form": ' + b"[" * 100 + b"]" * 100 + b"}}"
    call = calls.Call(SimpleNamespace(headers={"method": "open_case"}, properties={}, body=body))

    with pytest.raises(Invalid, match="malformed-request"):
        call.given(schema.Request)


def test_the_day_turns_in_viet_nam_seven_hours_before_utc():
    assert clock.day_of(datetime(2026, 11, 24, 17, 0, tzinfo=UTC)) == date(2026, 11, 25)


def test_a_shifted_clock_is_refused_outside_tests(monkeypatch):
    monkeypatch.setenv("DOANSO_CLOCK_SHIFT", "60")
    monkeypatch.delenv("DOANSO_TESTING", raising=False)

    with pytest.raises(SystemExit, match="DOANSO_CLOCK_SHIFT"):
        settings.from_environment(Env())


def test_each_service_has_its_own_database_url(monkeypatch):
    monkeypatch.setenv("DATABASE_URL_SHOP", "postgresql://u:p@127.0.0.1:1/shop")

    given = settings.from_environment(Env())

    assert given.database_url("shop") == "postgresql+psycopg://u:p@127.0.0.1:1/shop"
    with pytest.raises(SystemExit, match="DATABASE_URL_LIBRARY"):
        given.database_url("library")


class Order(schema.Request):
    method = "shop.order"
    book = schema.Text(required=True, max_length=10, metadata={"label": "Tên sách"})
    kind = fields.String(
        validate=validate.OneOf(["paper", "sound"]), metadata={"title": "Dạng", "labels": ["Giấy", "Tiếng"]}
    )
    lines = fields.List(
        fields.Nested(schema.Reply.from_dict({"count": fields.Integer(required=True, metadata={"label": "Số lượng"})})),
        validate=validate.Length(max=3),
        metadata={"label": "Các dòng"},
    )
    phone = schema.PhoneField()
    citizen_id = schema.CitizenIdField()
    day = schema.DayField(metadata={"label": "Ngày mượn"})
    price = fields.Integer(validate=validate.Range(max=90_000), metadata={"label": "Giá"})
    month = schema.MonthField()
    at = schema.InstantField()
    own = fields.String(validate=validate.Length(max=1, error="Chữ riêng."))


@pytest.mark.parametrize(
    ("given", "errors"),
    [
        ({}, {"book": ["Tên sách: bắt buộc nhập."]}),
        ({"book": None}, {"book": ["Tên sách: không được để trống."]}),
        ({"book": "   "}, {"book": ["Tên sách: bắt buộc nhập."]}),
        (
            {"book": "a\x00"},
            {"book": ["Tên sách: có ký tự rỗng (NUL), không nhìn thấy được. Xoá chữ này rồi gõ lại."]},
        ),
        (
            {"book": "a\x07"},
            {"book": ["Tên sách: có ký tự điều khiển U+0007, không nhìn thấy được. Xoá chữ này rồi gõ lại."]},
        ),
        (
            {"book": "a\u202e"},
            {"book": ["Tên sách: có ký tự đổi chiều chữ U+202E, không nhìn thấy được. Xoá chữ này rồi gõ lại."]},
        ),
        ([1], {"_schema": ["Phải là một nhóm trường, không phải danh sách hay giá trị đơn. Gửi một đối tượng JSON."]}),
        ({"book": "a", "price": 123_456}, {"price": ["Giá: không lớn hơn 90.000, hiện là 123.456."]}),
        ({"book": "a" * 11}, {"book": ["Tên sách: nhiều nhất 10 ký tự, hiện có 11."]}),
        ({"book": "a", "kind": "clay"}, {"kind": ["Dạng: không có lựa chọn này. Chọn Giấy, Tiếng."]}),
        ({"book": "a", "lines": [{"count": 1}, {}]}, {"lines.1.count": ["Số lượng: bắt buộc nhập."]}),
        ({"book": "a", "phone": "12"}, {"phone": ["Số điện thoại cần 10 chữ số và bắt đầu bằng 0."]}),
        ({"book": "a", "phone": "01234567890"}, {"phone": ["Số điện thoại cần 10 chữ số và bắt đầu bằng 0."]}),
        ({"book": "a", "citizen_id": "٠٢٤٣٠٨٠٠١٢٣٤"}, {"citizen_id": ["Số căn cước phải có 12 chữ số."]}),
        ({"book": "a", "citizen_id": "12"}, {"citizen_id": ["Số căn cước phải có 12 chữ số."]}),
        ({"book": "a", "lines": [{"count": 1}] * 4}, {"lines": ["Các dòng: nhiều nhất 3 mục, hiện có 4."]}),
        (
            {"book": "a", "day": "2026-02-30"},
            {"day": ["Ngày mượn: “30/02/2026” không phải là ngày. Nhập theo dạng dd/mm/yyyy."]},
        ),
        (
            {"book": "a", "month": "2026-13-01"},
            {"month": ["“13/2026” không phải là tháng. Nhập tháng và năm, ví dụ 11/2026."]},
        ),
        (
            {"book": "a", "day": "1/2/26"},
            {"day": ["Ngày mượn: “1/2/26” không phải là ngày. Nhập theo dạng dd/mm/yyyy."]},
        ),
        ({"book": "a", "day": 5}, {"day": ["Ngày mượn: “5” không phải là ngày. Nhập theo dạng dd/mm/yyyy."]}),
        ({"book": "a", "at": "2026-02-03T10:00:00"}, {"at": ["Thời điểm phải có múi giờ."]}),
        ({"book": "a", "own": "bb"}, {"own": ["Chữ riêng."]}),
        ({"book": "a", "colour": 1}, {"colour": ["Không có trường này. Bỏ trường này rồi gửi lại."]}),
    ],
)
def test_what_is_wrong_is_said_in_vietnamese_by_field(given, errors):
    with pytest.raises(Invalid) as caught:
        schema.load(Order, given)

    assert caught.value.fields["errors"] == errors


def test_text_is_composed_and_stripped():
    assert schema.load(Order, {"book": "  Kie\u0302\u0300u "})["book"] == "Kiều"


@pytest.mark.parametrize("typed", ["0912 345 678", "+84912345678", "84912345678", "0912.345.678"])
def test_a_phone_is_kept_in_one_form(typed):
    assert schema.load(Order, {"book": "a", "phone": typed})["phone"] == "0912345678"


class Sold(schema.Event):
    routing_key = "shop.sold.v2"
    book = fields.String(required=True)


def test_an_outbox_row_carries_an_envelope():
    tx = SimpleNamespace(now=datetime(2026, 11, 24, tzinfo=UTC), actor=Actor.SYSTEM, trace="t")

    row = outbox.row(tx, topology.EVENTS, Sold, outbox.Audience(people=[UUID(int=1)]), {"book": "Kiều"})
    envelope = wire.loads(row["body"])

    assert (row["exchange"], row["routing_key"]) == ("union.events", "shop.sold.v2")
    assert (envelope["version"], envelope["fields"], envelope["occurred_at"]) == (
        2,
        {"book": "Kiều"},
        "2026-11-24T00:00:00Z",
    )
    assert envelope["audience"] == {"people": [str(UUID(int=1))], "units": [], "conversations": []}
    assert envelope["id"] == str(row["message_id"])


def test_an_event_that_breaks_its_contract_is_not_said():
    tx = SimpleNamespace(now=datetime(2026, 11, 24, tzinfo=UTC), actor=Actor.SYSTEM, trace="t")

    with pytest.raises(Invalid):
        outbox.row(tx, topology.EVENTS, Sold, None, {"book": "Kiều", "price": 3})


def test_a_reader_has_a_queue_of_its_own_for_each_key():
    queue = topology.reader_queue("library", "shop.sold.v2", topology.EVENTS)

    assert (queue.name, queue.exchange, queue.routing_key) == (
        "library.on.shop.sold.v2",
        "union.events",
        "shop.sold.v2",
    )
    assert ("x-queue-type", "quorum") in queue.arguments


@pytest.mark.parametrize(
    ("left_s", "waiting", "hopeless"), [(5.0, 100, False), (5.0, 900, True), (2.0, 100, True), (2.0, 1, False)]
)
def test_a_call_that_would_wait_half_its_patience_is_hopeless(left_s, waiting, hopeless):
    pace = calls.Pace(workers=8)
    for _ in range(200):
        pace.note(0.04)
    call = SimpleNamespace(deadline_ms=1, expiration_ms=5000, left_s=lambda: left_s)

    assert pace.is_hopeless(call, waiting=waiting) is hopeless
