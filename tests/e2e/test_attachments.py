"""A secretary photographs the application and the applicant; the officer above looks at both, nobody elsewhere can."""

from pathlib import Path

import pytest
import segno

from tests.journeys.admissions import Chapter, candidate
from tests.journeys.screens import Screens
from tests.journeys.system import System


@pytest.fixture
def pictures(tmp_path: Path) -> dict[str, Path]:
    found = {name: tmp_path / f"{name}.png" for name in ("photo", "paper")}
    for name, path in found.items():
        segno.make(name).save(str(path), scale=12)
    return found


def test_papers_travel_with_the_case(system: System, screens: Screens, pictures: dict[str, Path]) -> None:
    branch = system.branch(9)
    chapter = Chapter(system, branch)
    phone, desktop = screens.phone(), screens.desktop()
    phone.sign_in(branch["chapter"])
    case = chapter.open()
    phone.open(f"/ho-so/{case['id']}")
    phone.press("Sửa lý lịch")
    for name, file in (("photo", "photo"), ("application_file", "paper")):
        phone.page.locator(f"#f-{name}").set_input_files(pictures[file])
        phone.sees(f"{file}.png")
    phone.shoot("attached")
    phone.page.get_by_role("dialog").get_by_role("button", name="Sửa lý lịch").click()
    phone.sees("paper.png")
    phone.shoot("case")
    assert phone.violations() == []

    chapter.submit(chapter.vote(chapter.see(case)))
    desktop.sign_in(branch["grassroots"])
    desktop.open(f"/ho-so/{case['id']}")
    desktop.sees("paper.png")
    shown: list[str] = desktop.page.locator("a.attached").evaluate_all(
        "all => all.map(one => one.getAttribute('href'))"
    )
    links = sorted(set(shown))
    desktop.shoot("officer")

    assert len(links) == 2
    assert [desktop.page.request.get(link).headers["content-type"] for link in links] == ["image/png"] * 2
    other = screens.desktop()
    other.sign_in(system.branch(0)["grassroots"])
    assert [other.page.request.get(link).status in (403, 404) for link in links] == [True, True]
    assert desktop.troubles == phone.troubles == []


def test_the_picture_of_the_case_is_that_of_the_member(system: System, pictures: dict[str, Path]) -> None:
    chapter = Chapter(system, system.branch(9))
    stored = chapter.secretary.upload("/files", pictures["photo"])
    case = chapter.open(**candidate(chapter.introducer_id, photo=stored, book_no="SĐV-017"))
    done = chapter.carried_out(chapter.approve(chapter.submit(chapter.vote(case))))

    member = chapter.superior.get(f"/members/{done['subject']['id']}")
    fields = {field["code"]: field["value"] for group in member["groups"] for field in group["fields"]}
    assert (member["has_photo"], fields["book_no"]) == (True, "SĐV-017")
    assert chapter.superior.status("GET", f"/members/{member['id']}/photo") == 200
