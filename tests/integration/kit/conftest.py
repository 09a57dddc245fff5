"""The shop: a made-up service with its own database, a host and a relay."""

import pytest
from sqlalchemy import create_engine, text

from tests.integration.kit.shop import tables

SHOP = "tests.integration.kit.shop.service"


@pytest.fixture(scope="module")
def shop_engine(database_of):
    engine = create_engine(database_of("shop", tables.build).replace("postgresql://", "postgresql+psycopg://"))
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def sql(shop_engine):
    """Runs one statement in the shop's database; its rows as tuples."""

    def run(statement, **given):
        with shop_engine.begin() as connection:
            result = connection.execute(text(statement), given)
            return [tuple(row) for row in result] if result.returns_rows else []

    return run


@pytest.fixture(scope="module")
def shop(shop_engine, start_host):
    return start_host(SHOP)


@pytest.fixture(scope="module")
def shop_relay(shop_engine, start_relay):
    return start_relay("shop")


@pytest.fixture
def token(token_for):
    return token_for()
