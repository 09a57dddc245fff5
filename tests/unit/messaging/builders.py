"""Values that show only what a test is about."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

from services.messaging.domain import issuing
from services.messaging.domain.document import Document
from services.messaging.domain.facts import Facts, Issuer, Meeting, Subject, Vote
from services.messaging.domain.issuing import Order, Stamp, Unit

COMMUNE = Issuer(UUID(int=1), "Đoàn xã Tân Mỹ", "GRASSROOTS", "ĐTN", "Tân Mỹ", UUID(int=9), "Huyện đoàn Yên Dũng")
CHAPTER = Issuer(UUID(int=2), "Chi đoàn thôn Hạ", "CHAPTER", "CĐ", "Tân Mỹ", UUID(int=1), "Đoàn xã Tân Mỹ")
DISTRICT = Issuer(
    UUID(int=9), "Huyện đoàn Yên Dũng", "DISTRICT", "HĐTN", "Yên Dũng", UUID(int=10), "Tỉnh đoàn Bắc Giang"
)
HA = Subject("Nguyễn Thu Hà", date(2010, 2, 3), "240126000017", unit_name="Chi đoàn thôn Hạ", vote=Vote(15, 1, 0))
MEETING = Meeting(date(2026, 11, 20), members=18, present=16, chair="Nguyễn Văn Bình", secretary="Trần Thị Lan")
MOMENT = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


def some_facts(issuer=COMMUNE, *, number="12-QĐ/ĐTN", subjects=(HA,), **given) -> Facts:
    return Facts(issuer=issuer, number=number, on=date(2026, 11, 24), subjects=tuple(subjects), **given)


def candidates(count):
    return tuple(
        replace(HA, full_name=f"Nguyễn Thị Hà {place}", code=f"{240126000000 + place}") for place in range(1, count + 1)
    )


def an_order(**given) -> Order:
    whole = {
        "key": "case-1/T03",
        "template": "T03",
        "unit_id": COMMUNE.id,
        "on": date(2026, 11, 24),
        "case_ids": (UUID(int=77),),
        "content": {
            "people": [{"full_name": "Nguyễn Thu Hà", "person_id": str(UUID(int=5)), "unit_id": str(CHAPTER.id)}]
        },
        "signer_id": UUID(int=6),
        "signer_position": "BT",
        "in_force": False,
        "numbering_reset": "TERM",
    }
    return Order(**{**whole, **given})


def a_document(order=None, *, ordinal=12, **given) -> Document:
    asked = order or an_order()
    unit = Unit(COMMUNE, term="2022-2027")
    issued = issuing.issue(
        asked,
        unit=unit,
        register=issuing.register_of(asked, unit),
        ordinal=ordinal,
        people={UUID(int=6): "Lương Thị Hồng Vân"},
        names={CHAPTER.id: CHAPTER.name},
        stamp=Stamp(UUID(int=100), bytes(range(16)), MOMENT, "layout"),
    )
    return replace(issued, **given)
