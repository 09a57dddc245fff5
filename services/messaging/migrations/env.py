"""Alembic's door to the database of messaging."""

from services.kit.database import run_migrations
from services.messaging.tables import metadata

run_migrations(metadata)
