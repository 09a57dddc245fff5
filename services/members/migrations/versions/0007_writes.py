"""What all processes write: changes by case and batch, lines by case and stage, secondary links, exemptions, cards, honours.

Revision ID: 0007
Revises: 0006
"""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

CHANGES = """
-- A case may change the registry more than once, each time in a batch of its own.
ALTER TABLE holds DROP CONSTRAINT holds_pkey, ADD PRIMARY KEY (case_id, batch_id);

ALTER TABLE record_lines
    ADD COLUMN stage text NOT NULL DEFAULT '' CHECK (length(stage) <= 40),
    ADD COLUMN unit_id uuid REFERENCES units,
    ADD COLUMN revoked_reason text,
    -- What the line wrote beside itself, and what stood there before: for a later decision to take back.
    ADD COLUMN writes jsonb NOT NULL DEFAULT '{}',
    ADD COLUMN before jsonb NOT NULL DEFAULT '{}';
ALTER TABLE record_lines DROP CONSTRAINT record_lines_case_id_person_id_key;
-- A stage of a case is recorded once, however often it is carried out.
ALTER TABLE record_lines ADD CONSTRAINT one_line_a_stage UNIQUE (case_id, stage);
CREATE INDEX record_lines_by_process ON record_lines (process, happened_on);

CREATE TABLE unit_records (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    unit_id uuid NOT NULL REFERENCES units,
    case_id uuid NOT NULL,
    stage text NOT NULL DEFAULT '' CHECK (length(stage) <= 40),
    case_number text NOT NULL,
    process text NOT NULL,
    title text NOT NULL,
    happened_on date NOT NULL,
    document_id uuid,
    document_number text,
    document_on date,
    confidential boolean NOT NULL DEFAULT false,
    data jsonb NOT NULL DEFAULT '{}',
    revoked_on date,
    revoked_reason text,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT one_unit_line_a_stage UNIQUE (case_id, stage)
);
CREATE INDEX unit_records_by_unit ON unit_records (unit_id);
"""

FILES = """
ALTER TABLE people ADD COLUMN extended_until date;

CREATE TABLE secondary_memberships (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    person_id uuid NOT NULL REFERENCES people,
    case_id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('AWAY', 'RESIDENCE', 'TEMP')),
    host_unit_id uuid REFERENCES units,
    host_place text,
    from_on date NOT NULL,
    until date,
    ended_on date,
    -- [{on, comment, grade, year}], the oldest first.
    comments jsonb NOT NULL DEFAULT '[]',
    version integer NOT NULL DEFAULT 1,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    -- A case leads one link of a kind.
    UNIQUE (case_id, kind)
);
CREATE INDEX secondary_memberships_by_person ON secondary_memberships (person_id);
CREATE INDEX secondary_memberships_by_host ON secondary_memberships (host_unit_id) WHERE ended_on IS NULL;

CREATE TABLE fee_exemptions (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    person_id uuid NOT NULL REFERENCES people,
    case_id uuid NOT NULL UNIQUE,
    from_month date NOT NULL CHECK (extract(day FROM from_month) = 1),
    until_month date NOT NULL CHECK (extract(day FROM until_month) = 1),
    reason text,
    revoked_on date,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    CHECK (until_month >= from_month)
);
CREATE INDEX fee_exemptions_by_person ON fee_exemptions (person_id);

CREATE TABLE cards_void (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    person_id uuid NOT NULL REFERENCES people,
    case_id uuid NOT NULL UNIQUE,
    card_no text,
    card_on date,
    reason text,
    voided_on date NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX cards_void_by_person ON cards_void (person_id);

CREATE TABLE honorary_members (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    person_id uuid NOT NULL REFERENCES people,
    case_id uuid NOT NULL UNIQUE,
    card_no text NOT NULL UNIQUE CHECK (card_no ~ '^DD-[0-9]{6}$'),
    from_on date NOT NULL,
    ended_on date,
    merits text,
    recorded_at timestamptz NOT NULL DEFAULT now()
);
-- One honour a person at a time.
CREATE UNIQUE INDEX one_honour_a_person ON honorary_members (person_id) WHERE ended_on IS NULL;
CREATE INDEX honorary_members_by_person ON honorary_members (person_id);
CREATE SEQUENCE honorary_cards;
"""

RULES = """
ALTER TABLE rule_sets ADD COLUMN version integer NOT NULL DEFAULT 1;
-- When the province itself set or confirmed the value, and who did.
ALTER TABLE rule_parameters ADD COLUMN set_at timestamptz, ADD COLUMN set_by uuid;
"""

FLAT = """
INSERT INTO rule_parameters (rule_set, key, value, title, mark, source, rank)
SELECT old.rule_set, flat.key, flat.value, old.title, old.mark, old.source, old.rank
FROM rule_parameters AS old CROSS JOIN LATERAL (VALUES
    ('ceremony_days', 'admission_ceremony_days', old.value),
    ('inactivity_months', 'inactivity_consecutive', old.value -> 'consecutive'),
    ('transfer_step_days', 'transfer_chapter_days', old.value -> 'chapter'),
    ('transfer_step_days', 'transfer_origin_days', old.value -> 'origin'),
    ('transfer_step_days', 'transfer_destination_days', old.value -> 'destination'),
    ('temp_months', 'temp_min_months', old.value -> 'min'),
    ('temp_months', 'temp_max_months', old.value -> 'max'),
    ('grassroots_min', 'grassroots_min_members', old.value -> 'members'),
    ('grassroots_min', 'grassroots_min_chapters', old.value -> 'chapters'),
    ('suspension_months', 'suspension_max_months', old.value -> 'max'),
    ('suspension_months', 'suspension_total_months',
        to_jsonb((old.value ->> 'max')::integer + (old.value ->> 'extension')::integer)),
    ('complaint_days', 'complaint_window_days', old.value -> 'window'),
    ('complaint_days', 'complaint_answer_days', old.value -> 'district'),
    ('complaint_days', 'complaint_answer_province_days', old.value -> 'province'),
    ('progress_months', 'progress_min_months', old.value -> 'min'),
    ('progress_months', 'progress_comment_months', old.value -> 'comment_every'),
    ('fee_rate', 'fee_rate_no_salary', old.value -> 'no_salary'),
    ('fee_rate', 'fee_rate_salaried', old.value -> 'salaried')
) AS flat (old_key, key, value)
WHERE flat.old_key = old.key AND flat.value IS NOT NULL;

UPDATE rule_parameters SET value = value -> 'months' WHERE key = 'inactivity_months' AND jsonb_typeof(value) = 'object';
UPDATE rule_parameters
    SET value = to_jsonb((value ->> 'years') || 'y' || coalesce('+' || (value ->> 'days') || 'd', ''))
    WHERE key IN ('admission_min_age', 'admission_max_age') AND jsonb_typeof(value) = 'object';
UPDATE rule_parameters SET value = CASE WHEN (value ->> 'on')::boolean THEN value -> 'percent' ELSE '0' END
    WHERE key = 'htxs_cap_percent' AND jsonb_typeof(value) = 'object';
DELETE FROM rule_parameters WHERE key IN ('ceremony_days', 'transfer_step_days', 'temp_months', 'grassroots_min',
    'suspension_months', 'complaint_days', 'progress_months', 'fee_rate');
"""

STRUCTURED = """
CREATE FUNCTION pg_temp.said(of_set text, of_key text, otherwise jsonb) RETURNS jsonb LANGUAGE sql AS $$
    SELECT coalesce((SELECT value FROM rule_parameters WHERE rule_set = of_set AND key = of_key), otherwise) $$;
INSERT INTO rule_parameters (rule_set, key, value, title, mark, source, rank)
SELECT s.code, old.key, old.value, old.title, old.mark, old.source, old.rank
FROM rule_sets AS s CROSS JOIN LATERAL (VALUES
    ('ceremony_days', pg_temp.said(s.code, 'admission_ceremony_days', '30'),
        'Hạn tổ chức lễ kết nạp sau quyết định (ngày)', 'GK-low', 'Thông lệ', 8),
    ('transfer_step_days', jsonb_build_object(
        'chapter', pg_temp.said(s.code, 'transfer_chapter_days', '3'),
        'origin', pg_temp.said(s.code, 'transfer_origin_days', '5'),
        'destination', pg_temp.said(s.code, 'transfer_destination_days', '5')),
        'Hạn mỗi bước chuyển sinh hoạt (ngày)', 'GK-low', 'Thông lệ', 14),
    ('temp_months', jsonb_build_object(
        'min', pg_temp.said(s.code, 'temp_min_months', '3'), 'max', pg_temp.said(s.code, 'temp_max_months', '12')),
        'Số tháng sinh hoạt tạm thời', 'GK-low', 'Thông lệ', 16),
    ('grassroots_min', jsonb_build_object(
        'members', pg_temp.said(s.code, 'grassroots_min_members', '30'),
        'chapters', pg_temp.said(s.code, 'grassroots_min_chapters', '2')),
        'Ngưỡng lập đoàn cơ sở', 'S9', 'Điều lệ Đoàn', 19),
    ('suspension_months', jsonb_build_object(
        'max', pg_temp.said(s.code, 'suspension_max_months', '3'),
        'extension', to_jsonb((pg_temp.said(s.code, 'suspension_total_months', '6') #>> '{}')::integer
            - (pg_temp.said(s.code, 'suspension_max_months', '3') #>> '{}')::integer)),
        'Số tháng đình chỉ sinh hoạt', 'S61', 'Quy định thi hành kỷ luật', 23),
    ('complaint_days', jsonb_build_object(
        'window', pg_temp.said(s.code, 'complaint_window_days', '30'),
        'district', pg_temp.said(s.code, 'complaint_answer_days', '60'),
        'province', pg_temp.said(s.code, 'complaint_answer_province_days', '90')),
        'Hạn khiếu nại và trả lời (ngày)', 'GK-low', 'Thông lệ', 24),
    ('progress_months', jsonb_build_object(
        'min', pg_temp.said(s.code, 'progress_min_months', '6'),
        'comment_every', pg_temp.said(s.code, 'progress_comment_months', '3')),
        'Số tháng giúp đỡ tiến bộ và kỳ nhận xét', 'GK-low,GK-high', 'Thông lệ', 25),
    ('fee_rate', jsonb_build_object(
        'no_salary', pg_temp.said(s.code, 'fee_rate_no_salary', '2000'),
        'salaried', pg_temp.said(s.code, 'fee_rate_salaried', '5000')),
        'Mức đoàn phí mỗi tháng (đồng)', 'S65', 'Quy định đoàn phí 2011', 26)
) AS old (key, value, title, mark, source, rank);
UPDATE rule_parameters SET value = jsonb_build_object('months', value,
    'consecutive', pg_temp.said(rule_set, 'inactivity_consecutive', 'true')) WHERE key = 'inactivity_months';
UPDATE rule_parameters SET value = jsonb_build_object('years', split_part(value #>> '{}', 'y', 1)::integer)
    || CASE WHEN value #>> '{}' LIKE '%+%' THEN jsonb_build_object(
        'days', rtrim(split_part(value #>> '{}', '+', 2), 'd')::integer) ELSE '{}' END
    WHERE key IN ('admission_min_age', 'admission_max_age');
UPDATE rule_parameters SET value = jsonb_build_object('on', value <> '0',
    'percent', CASE WHEN value = '0' THEN '20' ELSE value END) WHERE key = 'htxs_cap_percent';
DELETE FROM rule_parameters WHERE key IN ('admission_ceremony_days', 'inactivity_consecutive', 'transfer_chapter_days',
    'transfer_origin_days', 'transfer_destination_days', 'temp_min_months', 'temp_max_months', 'grassroots_min_members',
    'grassroots_min_chapters', 'suspension_max_months', 'suspension_total_months', 'complaint_window_days',
    'complaint_answer_days', 'complaint_answer_province_days', 'progress_min_months', 'progress_comment_months',
    'fee_rate_no_salary', 'fee_rate_salaried');
"""

UNDOING = """
DROP SEQUENCE honorary_cards;
DROP TABLE honorary_members;
DROP TABLE cards_void;
DROP TABLE fee_exemptions;
DROP TABLE secondary_memberships;
ALTER TABLE people DROP COLUMN extended_until;
DROP TABLE unit_records;
DROP INDEX record_lines_by_process;
ALTER TABLE record_lines DROP CONSTRAINT one_line_a_stage;
-- Of several stages the first stays.
DELETE FROM record_lines AS later USING record_lines AS first
    WHERE later.case_id = first.case_id AND later.person_id = first.person_id AND later.id > first.id;
ALTER TABLE record_lines ADD CONSTRAINT record_lines_case_id_person_id_key UNIQUE (case_id, person_id);
ALTER TABLE record_lines DROP COLUMN before, DROP COLUMN writes, DROP COLUMN revoked_reason, DROP COLUMN unit_id,
    DROP COLUMN stage;
-- Of several changes of a case the last stays.
DELETE FROM holds AS earlier USING holds AS later
    WHERE earlier.case_id = later.case_id AND (earlier.created_at, earlier.batch_id) < (later.created_at, later.batch_id);
ALTER TABLE holds DROP CONSTRAINT holds_pkey, ADD PRIMARY KEY (case_id);
ALTER TABLE rule_parameters DROP COLUMN set_at, DROP COLUMN set_by;
ALTER TABLE rule_sets DROP COLUMN version;
"""


def upgrade() -> None:
    """Every process can write what it decides, and rules are flat values that the province may set."""
    for script in (CHANGES, FILES, RULES, FLAT):
        op.execute(script)


def downgrade() -> None:
    """What only later processes wrote is gone; people and their memberships stay as they are."""
    op.execute(UNDOING)
    op.execute(STRUCTURED)
