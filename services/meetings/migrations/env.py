"""Alembic's door to the database of meetings."""

from services.kit.database import run_migrations
from services.meetings.tables import metadata

run_migrations(metadata)
