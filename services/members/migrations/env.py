"""Alembic's door: migrates the database of members, whose address the environment gives."""

from alembic import context
from sqlalchemy import create_engine, text
from sqlalchemy.engine import Connection

from services.kit import settings
from services.members.tables import metadata


def run(connection: Connection) -> None:
    """The database stands at the revision asked for; a busy table makes us give up, not wait."""
    context.configure(connection=connection, target_metadata=metadata, transaction_per_migration=True)
    with context.begin_transaction():
        connection.execute(text("SET lock_timeout = '4s'"))
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with create_engine(settings.read().database_url("members")).connect() as opened:
        run(opened)
        opened.commit()
