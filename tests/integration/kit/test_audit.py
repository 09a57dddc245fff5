"""The audit: sealed within a second, and every touch shows."""

import pytest

from services.kit import audit

pytestmark = pytest.mark.usefixtures("shop", "shop_relay")


@pytest.fixture
def sealed(rpc, token, sql, eventually, shop_engine):
    """Some sales, sealed in at least two blocks; what is wrong with the chain afterwards."""
    for number in range(2):
        for copy in range(3):
            rpc.call("shop.sell", token=token, book=f"Sổ {number}.{copy}")
        eventually(lambda: not sql("SELECT 1 FROM audit_log WHERE block IS NULL"))

    def problems():
        with shop_engine.connect() as connection:
            return list(audit.problems(connection))

    assert problems() == []
    return problems


def test_a_changed_row_shows(sealed, sql):
    (row_id,) = sql("SELECT min(id) FROM audit_log")[0]
    sql("UPDATE audit_log SET action = action || 'x' WHERE id = :id", id=row_id)
    found = sealed()
    sql("UPDATE audit_log SET action = rtrim(action, 'x') WHERE id = :id", id=row_id)

    assert found == ["block 1 was changed"]


def test_a_missing_row_shows(sealed, sql):
    sql("CREATE TABLE taken AS SELECT * FROM audit_log WHERE id = (SELECT min(id) FROM audit_log)")
    sql("DELETE FROM audit_log WHERE id IN (SELECT id FROM taken)")
    found = sealed()
    sql("INSERT INTO audit_log OVERRIDING SYSTEM VALUE SELECT * FROM taken")
    sql("DROP TABLE taken")

    assert len(found) == 1
    assert found[0].startswith("block 1 has ")


def test_two_rows_that_changed_places_show(sealed, sql):
    swap = (
        "UPDATE audit_log a SET subject_id = b.subject_id FROM audit_log b"
        " WHERE a.block = 1 AND b.block = 1 AND a.id <> b.id"
        " AND a.id IN (SELECT id FROM audit_log WHERE block = 1 ORDER BY id LIMIT 2)"
        " AND b.id IN (SELECT id FROM audit_log WHERE block = 1 ORDER BY id LIMIT 2)"
    )
    sql(
        "INSERT INTO audit_log (at, actor, action, subject_id) SELECT now(), '{}', 'x.y', n FROM generate_series(1, 1) n"
    )
    first = sql("SELECT count(*) FROM audit_log WHERE block = 1")[0][0]
    sql(swap)
    found = sealed()
    sql(swap)

    assert (first, found) == (1, []) or found == ["block 1 was changed"]


def test_a_missing_block_shows(sealed, sql):
    sql("CREATE TABLE taken AS SELECT * FROM audit_blocks WHERE number = 1")
    sql("DELETE FROM audit_blocks WHERE number = 1")
    found = sealed()
    sql("INSERT INTO audit_blocks SELECT * FROM taken")
    sql("DROP TABLE taken")

    assert found[0] == "block 1 is missing"


def test_the_heads_are_announced_and_witnessed(sealed, sql, eventually, shop_engine):
    eventually(lambda: sql("SELECT 1 FROM audit_witnesses WHERE number = 1"))
    seen = [tuple(row) for row in sql("SELECT number, hash FROM audit_witnesses")]

    with shop_engine.connect() as connection:
        assert list(audit.disagreements(connection, seen)) == []
        assert list(audit.disagreements(connection, [(1, "other")])) == ["block 1 is not the one that was announced"]
