"""Alembic's door to the database of workflows."""

from services.kit.database import run_migrations
from services.workflows.tables import metadata

run_migrations(metadata)
