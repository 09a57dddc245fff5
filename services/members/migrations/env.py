"""Alembic's door to the registry's database."""

import services.members.accounts.tables
import services.members.cases.tables
import services.members.committee_tables
import services.members.edit_requests.tables
import services.members.fees.tables
import services.members.figures.tables
import services.members.importing.tables  # noqa: F401 - their tables join the metadata
from services.kit.database import run_migrations
from services.members.tables import metadata

run_migrations(metadata)
