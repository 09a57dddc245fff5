"""The registry's tables. Constraints, and why each stands, are spelled in migrations/versions/0001_registry.py."""

from sqlalchemy import (
    Boolean,
    Column,
    Computed,
    Date,
    ForeignKey,
    Integer,
    MetaData,
    SmallInteger,
    Table,
    Text,
    Uuid,
    or_,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, CITEXT, DATERANGE, JSONB

from services.kit.tables import Ltree, attach
from services.members.columns import INSTANT, NOW, days, key, person, texts, unit

metadata = MetaData()
attach(metadata)


unit_levels = Table(
    "unit_levels",
    metadata,
    Column("code", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("rank", SmallInteger, nullable=False, unique=True),
)

unit_kinds = Table(
    "unit_kinds",
    metadata,
    Column("code", Text, primary_key=True),
    Column("level", Text, ForeignKey("unit_levels.code"), nullable=False),
    Column("title", Text, nullable=False),
    Column("rank", SmallInteger, nullable=False),
    Column("holds_members", Boolean, nullable=False, server_default=text("false")),
)

units = Table(
    "units",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("code", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("search_key", Text, nullable=False),
    Column("sort_key", Text(collation="C"), nullable=False),
    Column("search_text", Text, Computed("' ' || search_key", persisted=True)),
    Column("level", Text, ForeignKey("unit_levels.code"), nullable=False),
    Column("kind", Text, ForeignKey("unit_kinds.code"), nullable=False),
    Column("seq", SmallInteger),
    Column("abbr", Text, nullable=False, server_default="ĐTN"),
    Column("place", Text, nullable=False, server_default=""),
    Column("upper_power", Boolean, nullable=False, server_default=text("false")),
    Column("is_digital", Boolean, nullable=False, server_default=text("false")),
    Column("term_code", Text, nullable=False, server_default=""),
    unit("parent_id", nullable=True),
    Column("path", Ltree, nullable=False),
    *days("opened_on", "closed_on"),
    unit("successor_id", nullable=True),
    Column("decision_no", Text),
    Column("version", Integer, nullable=False, server_default=text("1")),
    Column("created_at", INSTANT, nullable=False, server_default=NOW),
    Column("updated_at", INSTANT, nullable=False, server_default=NOW),
)
"""Units as they are today; `seq` is a district's two digits in member codes, `path` the derived place of today."""

unit_names = Table(
    "unit_names",
    metadata,
    key(),
    unit(),
    Column("name", Text, nullable=False),
    Column("valid", DATERANGE, nullable=False),
    *texts("decision_no", "decision_key"),
)

unit_links = Table(
    "unit_links",
    metadata,
    key(),
    unit(),
    unit("parent_id", nullable=True),
    Column("valid", DATERANGE, nullable=False),
    *texts("decision_no", "decision_key"),
)

unit_paths = Table(
    "unit_paths",
    metadata,
    key(),
    unit(),
    Column("path", Ltree, nullable=False),
    Column("valid", DATERANGE, nullable=False),
)

membership_statuses = Table(
    "membership_statuses",
    metadata,
    Column("code", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("rank", SmallInteger, nullable=False),
    Column("in_force", Boolean, nullable=False),
)

membership_flags = Table(
    "membership_flags",
    metadata,
    Column("code", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("rank", SmallInteger, nullable=False),
)

people = Table(
    "people",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("code", Text, unique=True),
    Column("full_name", Text, nullable=False),
    Column("other_names", Text),
    Column("search_key", Text, nullable=False),
    Column("sort_key", Text(collation="C"), nullable=False),
    Column("search_text", Text, Computed("' ' || search_key", persisted=True)),
    Column("accent_text", Text, Computed("' ' || lower(full_name COLLATE \"pg_c_utf8\")", persisted=True)),
    Column("sex", Text, nullable=False),
    Column("born_on", Date),
    Column("born_precision", Text, nullable=False, server_default="day"),
    Column("citizen_id", Text, unique=True),
    Column("citizen_id_on", Date),
    *texts("citizen_id_place", "birth_place", "native_place", "permanent_address", "current_address"),
    Column("ethnicity", SmallInteger),
    Column("religion", SmallInteger),
    Column("phone", Text),
    Column("phone_verified", Boolean, nullable=False, server_default=text("false")),
    Column("email", CITEXT),
    *texts("photo_digest", "health", "occupation", "workplace", "member_category", "general_education"),
    *texts("professional_level", "major", "political_theory", "it_level"),
    Column("salaried", Boolean),
    *texts("policy_object"),
    *days("party_join_on", "party_official_on"),
    *texts("party_cell", "party_card_no"),
    Column("joined_on", Date),
    *texts("joined_place", "admission_no"),
    Column("admission_on", Date),
    Column("card_no", Text),
    Column("card_on", Date),
    *texts("book_no", "book_location", "yum_code", "old_card_no"),
    Column("profile", JSONB, nullable=False, server_default="{}"),
    unit(nullable=True),
    Column("status", Text, ForeignKey("membership_statuses.code"), nullable=False),
    Column("status_on", Date),
    Column("status_reason", Text),
    Column("flags", ARRAY(Text), nullable=False, server_default="{}"),
    Column("completeness", SmallInteger, nullable=False, server_default=text("0")),
    Column("origin", Text, nullable=False),
    Column("import_id", Uuid),
    Column("merged_into", Uuid, ForeignKey("people.id")),
    Column("extended_until", Date),
    Column("version", Integer, nullable=False, server_default=text("1")),
    Column("created_at", INSTANT, nullable=False, server_default=NOW),
    Column("updated_at", INSTANT, nullable=False, server_default=NOW),
)
"""People as they are today; `profile` holds the long tail of domain §17.1 and what repeats (relatives, languages, journeys)."""

memberships = Table(
    "memberships",
    metadata,
    key(),
    Column("bond_id", Uuid, nullable=False),
    person(),
    unit(),
    Column("valid", DATERANGE, nullable=False),
    Column("why", Text, nullable=False),
    Column("ended_as", Text, ForeignKey("membership_statuses.code")),
    Column("case_id", Uuid),
    Column("decision_no", Text),
    Column("decision_on", Date),
    Column("recorded_at", INSTANT, nullable=False, server_default=NOW),
    Column("superseded_at", INSTANT),
)
"""Stretches of one bond (`bond_id`) in one unit each; `ended_as` stands on the last of a bond that is over."""

positions = Table(
    "positions",
    metadata,
    key(),
    person(),
    unit(),
    Column("role", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("from_on", Date, nullable=False),
    Column("until", Date),
    Column("decision_no", Text),
    Column("decision_on", Date),
    Column("engagement", Text),
    Column("ended_because", Text),
    Column("is_provisional", Boolean, nullable=False, server_default=text("false")),
    Column("ended_at", INSTANT),
    Column("version", Integer, nullable=False, server_default=text("1")),
    Column("created_at", INSTANT, nullable=False, server_default=NOW),
)

WAS_HELD = or_(positions.c.until.is_(None), positions.c.until >= positions.c.from_on)
"""An office that was revoked as if it had never been ends on the day before its first."""

unit_mergers = Table(
    "unit_mergers",
    metadata,
    key(),
    unit(),
    unit("into_id"),
    Column("merged_on", Date, nullable=False),
    Column("merged_at", INSTANT, nullable=False),
    Column("merged_by", Uuid),
    Column("decision_no", Text),
    Column("moved", JSONB, nullable=False),
    Column("undone_at", INSTANT),
    Column("undone_by", Uuid),
)
"""Units merged into others, with what each merger moved."""

unit_acts = Table(
    "unit_acts",
    metadata,
    key(),
    unit(),
    Column("kind", Text, nullable=False),
    Column("happened_on", Date, nullable=False),
    Column("said", JSONB, nullable=False, server_default="{}"),
    *texts("decision_key", "decision_no"),
    Column("decision_on", Date),
    Column("document_id", Uuid),
    Column("recorded_at", INSTANT, nullable=False, server_default=NOW),
)
"""What was done to units, each act with the decision that it rests on."""

unit_papers = Table(
    "unit_papers",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("unit_id", Uuid, nullable=False),
    Column("template", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("dated_on", Date, nullable=False),
    Column("state", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("dissolves", Uuid),
    Column("case_id", Uuid),
)
"""Minutes and resolutions of units, and decisions that dissolve one: a copy of what messaging issued."""

duplicates = Table(
    "duplicates",
    metadata,
    key(),
    person("left_id"),
    person("right_id"),
    Column("score", SmallInteger, nullable=False),
    Column("reasons", ARRAY(Text), nullable=False),
    Column("state", Text, nullable=False, server_default="OPEN"),
    Column("found_at", INSTANT, nullable=False, server_default=NOW),
    Column("settled_by", Uuid),
    Column("settled_at", INSTANT),
    Column("kept_id", Uuid),
    Column("before", JSONB),
)
"""Pairs that may be one person; of a merged one `kept_id` stayed and `before` gives the other back."""

access_ledger = Table(
    "access_ledger",
    metadata,
    key(),
    Column("person_id", Uuid, nullable=False),
    Column("viewer_id", Uuid, nullable=False),
    Column("viewer_unit_id", Uuid),
    Column("how", Text, nullable=False),
    Column("what", ARRAY(Text), nullable=False),
    Column("seen_at", INSTANT, nullable=False, server_default=NOW),
)

member_code_counters = Table(
    "member_code_counters",
    metadata,
    Column("prefix", Text, primary_key=True),
    Column("last", Integer, nullable=False),
)

rule_sets = Table(
    "rule_sets",
    metadata,
    Column("code", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("charter_term", Text, nullable=False),
    Column("valid", DATERANGE, nullable=False),
    Column("version", Integer, nullable=False, server_default=text("1")),
)

rule_parameters = Table(
    "rule_parameters",
    metadata,
    Column("rule_set", Text, ForeignKey("rule_sets.code"), primary_key=True),
    Column("key", Text, primary_key=True),
    Column("value", JSONB, nullable=False),
    Column("title", Text, nullable=False),
    Column("mark", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("rank", SmallInteger, nullable=False),
    Column("set_at", INSTANT),
    Column("set_by", Uuid),
)
"""Values that a rule set has of its own; one that is not here has its default in the vocabulary of rules."""

unit_training_items = Table(
    "unit_training_items",
    metadata,
    key(),
    unit(),
    *(Column(name, Text, nullable=False) for name in ("code", "group", "text", "measure", "target")),
    Column("source", Text),
    Column("from_on", Date, nullable=False),
    Column("ended_on", Date),
    Column("set_at", INSTANT, nullable=False),
    Column("set_by", Uuid),
    Column("version", Integer, nullable=False, server_default=text("1")),
)
"""Wordings of the items that units add to the training catalogue, by the day."""

youth_counts = Table(
    "youth_counts",
    metadata,
    Column("unit_id", Uuid, primary_key=True),
    Column("counted_on", Date, primary_key=True),
    Column("youth", Integer, nullable=False),
    Column("federation", Integer, nullable=False),
    Column("set_at", INSTANT, nullable=False),
    Column("set_by", Uuid),
)
"""Young people in the area of a grassroots unit, as it counted them on a day."""

sitting_attendances = Table(
    "sitting_attendances",
    metadata,
    key(),
    Column("unit_id", Uuid, nullable=False),
    Column("person_id", Uuid, nullable=False),
    Column("held_on", Date, nullable=False),
    Column("state", Text, nullable=False),
    Column("meeting_id", Uuid),
    Column("told_at", INSTANT, nullable=False),
    Column("recorded_by", Uuid),
)
"""Who was at a sitting of a unit's committee: as meetings tell it (`meeting_id`), else as entered by hand."""
