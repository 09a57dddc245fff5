"""A page drawn years from now is the page of the day: content, layout and address are frozen together.

`kept/` holds papers as a register holds them. They are never written anew: a difference means that pages which people hold on
paper would come out otherwise. `python -m tests.unit.messaging.test_kept_pages NAME CODE` keeps one more of today's.
"""

import hashlib
import sys
from datetime import datetime
from pathlib import Path

import pytest

from services.kit import wire
from services.messaging import drawing
from services.messaging.domain import paper, shelf
from tests.unit.messaging.builders import MOMENT
from tests.unit.messaging.samples import a_paper

KEPT = Path(__file__).parent / "kept"
LAYOUTS = KEPT / "layouts.txt"
ADDRESS = "https://doanso.example/xt/1g64s36d1n6rvkgeb1c9hp8sb67yzk"
NAMES = sorted(path.stem for path in KEPT.glob("*.json"))


def drawn(kept):
    at = datetime.fromisoformat(kept["at"])
    page = drawing.draw(kept["template"], kept["content"], kept["sources"], kept["address"], at)
    return hashlib.sha256(page).hexdigest()


def layouts():
    of = {template.layout: code for code, template in sorted(shelf.TEMPLATES.items(), reverse=True)}
    return "".join(f"{layout} {drawing.layout_hash(code)}\n" for layout, code in sorted(of.items()))


@pytest.mark.parametrize("name", NAMES)
def test_a_kept_paper_is_drawn_to_the_same_bytes(name):
    kept = wire.loads((KEPT / f"{name}.json").read_bytes())

    assert drawn(kept) == kept["page"]


@pytest.mark.parametrize("name", NAMES)
def test_a_kept_paper_is_still_read_as_text(name):
    kept = wire.loads((KEPT / f"{name}.json").read_bytes())

    assert paper.lines(kept["content"]) == kept["lines"]


def test_todays_layouts_are_those_that_were_looked_at():
    assert layouts() == LAYOUTS.read_text(encoding="utf-8")


def keep(name, code, content, sources, address=ADDRESS):
    kept = {
        "template": code,
        "content": content,
        "sources": dict(sources),
        "address": address,
        "at": MOMENT.isoformat(),
    }
    whole = {**kept, "lines": paper.lines(content), "page": drawn(kept)}
    (KEPT / f"{name}.json").write_bytes(wire.dumps(whole) + b"\n")


if __name__ == "__main__":
    LAYOUTS.write_text(layouts(), encoding="utf-8")
    if given := sys.argv[1:]:
        keep(given[0], given[1], a_paper(given[1]), drawing.sources_of(given[1]))
