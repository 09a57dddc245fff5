"""An import whose host is killed in the middle."""

from collections.abc import Callable
from typing import Any

from tests.integration.members.importing.conftest import person, workbook

ROWS = 4_000
WORDS = [
    "An",
    "Bình",
    "Chi",
    "Dung",
    "Giang",
    "Hà",
    "Khánh",
    "Lan",
    "Minh",
    "Nga",
    "Phúc",
    "Quân",
    "Sơn",
    "Tâm",
    "Uyên",
    "Vân",
    "Xuân",
    "Yến",
    "Linh",
    "Mai",
]


def test_an_import_whose_host_is_killed_goes_on_and_enters_each_row_once(
    officer_of: Any, tree: Any, sql: Any, members: Any, start_host: Callable[..., Any], eventually: Callable[..., Any]
) -> None:
    names = [f"Phạm {WORDS[n % 20]} {WORDS[n // 20 % 20]} {WORDS[n // 400]}" for n in range(ROWS)]
    rows = (person(n, names[n], f"0242051{n:05}") for n in range(ROWS))
    officer = officer_of("commune")
    checked = officer.check(workbook(*rows), tree.commune)
    officer.call("apply_import", id=checked["id"])
    eventually(lambda: sql("SELECT count(*) FROM people WHERE citizen_id LIKE '0242051%%'")[0][0])

    members.kill()
    entered_before = sql("SELECT count(*) FROM people WHERE citizen_id LIKE '0242051%%'")[0][0]
    start_host("members")
    applied = officer.until(checked["id"], "applied", "failed", timeout_s=120)

    assert 0 < entered_before < ROWS
    assert (applied["state"], applied["counts"]["create"], applied["done"]) == ("applied", ROWS, ROWS)
    assert sql("SELECT count(*), count(DISTINCT code) FROM people WHERE citizen_id LIKE '0242051%%'") == [(ROWS, ROWS)]
    assert sql(
        "SELECT count(*) FROM memberships m JOIN people p ON p.id = m.person_id WHERE citizen_id LIKE '0242051%%'"
    ) == [(ROWS,)]
