"""Pictures of members."""

import pytest

from services.kit import settings
from services.kit.faults import Invalid, NotFound
from services.kit.files import Files

CHAPTER = "24-01-001-001"


@pytest.fixture(scope="module")
def person(province):
    return province.add_member("Nguyễn Thu Hà", CHAPTER)


def test_a_picture_is_kept_shown_and_taken_away(ask, province):
    person = province.add_member("Người Có Ảnh", CHAPTER)
    stored = Files(settings.read()).put(b"\x89PNG\r\n\x1a\n" + b"\x00" * 64)

    kept = ask(
        "update_member", by=CHAPTER, member_id=person.id, fields={"photo": {"digest": stored.digest, "name": "a"}}
    )
    shown_ = ask("get_member_photo", by=CHAPTER, member_id=person.id)
    taken = ask("update_member", by=CHAPTER, member_id=person.id, fields={"photo": None})

    assert (kept["has_photo"], shown_["digest"], shown_["media_type"]) == (True, stored.digest, "image/png")
    assert not taken["has_photo"]
    with pytest.raises(NotFound):
        ask("get_member_photo", by=CHAPTER, member_id=person.id)


@pytest.mark.parametrize("photo", ["0" * 64, "a.png", {"digest": 5}, 7, ["0" * 64]])
def test_what_is_no_picture_is_refused(ask, person, photo):
    with pytest.raises(Invalid) as refused:
        ask("update_member", by=CHAPTER, member_id=person.id, fields={"photo": photo})

    assert list(refused.value.fields["errors"]) == ["photo"]


def test_a_page_is_no_picture(ask, person):
    stored = Files(settings.read()).put(b"<html><script>alert(1)</script></html>")

    with pytest.raises(Invalid):
        ask("update_member", by=CHAPTER, member_id=person.id, fields={"photo": stored.digest})


def test_a_picture_elsewhere_does_not_exist(ask, person):
    with pytest.raises(NotFound):
        ask("get_member_photo", by="24-02", member_id=person.id)
