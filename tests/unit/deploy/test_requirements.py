import re

import pytest

from deploy.local.environment import REQUIREMENTS, WHAT
from deploy.local.state import CHECKOUT


def locked(purpose: str) -> str:
    return (REQUIREMENTS / f"{purpose}.txt").read_text()


@pytest.mark.parametrize("purpose", sorted(WHAT))
def test_every_pin_has_its_hashes(purpose: str) -> None:
    pins = re.split(r"\n(?=[a-z0-9])", locked(purpose))

    assert [pin.split()[0] for pin in pins if "--hash=sha256:" not in pin] == []


@pytest.mark.parametrize("purpose", sorted(WHAT))
def test_no_address_of_an_index_is_written_down(purpose: str) -> None:
    assert re.findall(r"https?://|--index|--find-links", locked(purpose)) == []


@pytest.mark.parametrize("folder", ["", "tools/api-types"])
def test_the_client_is_locked_without_addresses(folder: str) -> None:
    assert '"resolved"' not in (CHECKOUT / "gateway" / "web" / folder / "package-lock.json").read_text()


@pytest.mark.parametrize("purpose", ["local", "test", "bench"])
def test_the_files_agree_on_versions(purpose: str) -> None:
    def versions(of: str) -> dict[str, str]:
        return dict(re.findall(r"^([a-z0-9-]+)(?:\[[a-z]+\])?==([^\s;]+)", locked(of), re.MULTILINE))

    ours, theirs = versions("runtime"), versions(purpose)

    assert {name: theirs[name] for name in theirs if ours.get(name, theirs[name]) != theirs[name]} == {}
