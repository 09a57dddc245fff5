"""The registry: units, people, memberships, positions, holds, rules.

Revision ID: 0001
Revises:
"""

from alembic import op
from sqlalchemy import text

from services.kit import tables as kit_tables

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

EXTENSIONS = "pg_trgm", "unaccent", "ltree", "btree_gist", "citext"

UNITS = """
CREATE TABLE unit_levels (
    code text PRIMARY KEY,
    title text NOT NULL,
    rank smallint NOT NULL UNIQUE
);
CREATE TABLE unit_kinds (
    code text PRIMARY KEY,
    level text NOT NULL REFERENCES unit_levels,
    title text NOT NULL,
    rank smallint NOT NULL,
    holds_members boolean NOT NULL DEFAULT false
);
CREATE TABLE units (
    id uuid PRIMARY KEY,
    code text NOT NULL UNIQUE,
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    search_key text NOT NULL,
    sort_key text COLLATE "C" NOT NULL,
    search_text text GENERATED ALWAYS AS (' ' || search_key) STORED,
    level text NOT NULL REFERENCES unit_levels,
    kind text NOT NULL REFERENCES unit_kinds,
    seq smallint,
    abbr text NOT NULL DEFAULT 'ĐTN',
    place text NOT NULL DEFAULT '',
    upper_power boolean NOT NULL DEFAULT false,
    is_digital boolean NOT NULL DEFAULT false,
    term_code text NOT NULL DEFAULT '',
    parent_id uuid REFERENCES units,
    path ltree NOT NULL,
    opened_on date,
    closed_on date,
    successor_id uuid REFERENCES units,
    decision_no text,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    -- A unit is never its own superior.
    CHECK (parent_id <> id),
    CHECK (closed_on IS NULL OR opened_on IS NULL OR closed_on >= opened_on)
);
CREATE INDEX units_by_path ON units USING gist (path);
CREATE INDEX units_by_path_order ON units (path);
CREATE INDEX units_by_parent ON units (parent_id, sort_key, id);
CREATE INDEX units_by_name ON units USING gin (search_text gin_trgm_ops);
CREATE INDEX units_by_order ON units (sort_key, id);

CREATE TABLE unit_names (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    unit_id uuid NOT NULL REFERENCES units,
    name text NOT NULL,
    valid daterange NOT NULL CHECK (NOT isempty(valid)),
    decision_no text,
    -- A unit bears one name a day.
    EXCLUDE USING gist (unit_id WITH =, valid WITH &&)
);
CREATE TABLE unit_links (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    unit_id uuid NOT NULL REFERENCES units,
    parent_id uuid REFERENCES units,
    valid daterange NOT NULL CHECK (NOT isempty(valid)),
    decision_no text,
    CHECK (parent_id <> unit_id),
    -- A unit has one superior a day.
    EXCLUDE USING gist (unit_id WITH =, valid WITH &&)
);
CREATE INDEX unit_links_by_parent ON unit_links (parent_id);
CREATE TABLE unit_paths (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    unit_id uuid NOT NULL REFERENCES units,
    path ltree NOT NULL,
    valid daterange NOT NULL CHECK (NOT isempty(valid)),
    -- A unit stands in one place a day.
    EXCLUDE USING gist (unit_id WITH =, valid WITH &&)
);
CREATE INDEX unit_paths_by_path ON unit_paths USING gist (path);
CREATE TABLE unit_terms (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    unit_id uuid NOT NULL REFERENCES units,
    code text NOT NULL,
    from_on date NOT NULL,
    until date,
    state text NOT NULL CHECK (state IN ('PROVISIONAL', 'CURRENT', 'EXPIRED', 'EXTENDED')),
    UNIQUE (unit_id, code)
);
"""

PEOPLE = """
CREATE TABLE membership_statuses (
    code text PRIMARY KEY,
    title text NOT NULL,
    rank smallint NOT NULL,
    -- Whether people of this status count as members.
    in_force boolean NOT NULL
);
CREATE TABLE membership_flags (
    code text PRIMARY KEY,
    title text NOT NULL,
    rank smallint NOT NULL
);
CREATE TABLE people (
    id uuid PRIMARY KEY,
    code text UNIQUE CHECK (code ~ '^[0-9]{12}$'),
    full_name text NOT NULL CHECK (length(full_name) BETWEEN 1 AND 200),
    other_names text,
    search_key text NOT NULL,
    sort_key text COLLATE "C" NOT NULL,
    search_text text GENERATED ALWAYS AS (' ' || search_key) STORED,
    accent_text text GENERATED ALWAYS AS (' ' || lower(full_name COLLATE "pg_c_utf8")) STORED,
    sex text NOT NULL CHECK (sex IN ('male', 'female')),
    born_on date,
    born_precision text NOT NULL DEFAULT 'day' CHECK (born_precision IN ('day', 'month', 'year')),
    -- One person, one citizen id; old nine-digit ones are kept as they are.
    citizen_id text UNIQUE CHECK (citizen_id ~ '^([0-9]{9}|[0-9]{12})$'),
    citizen_id_on date,
    citizen_id_place text,
    birth_place text,
    native_place text,
    permanent_address text,
    current_address text,
    ethnicity smallint CHECK (ethnicity BETWEEN 1 AND 99),
    religion smallint CHECK (religion BETWEEN 0 AND 99),
    phone text CHECK (phone ~ '^0[0-9]{9}$'),
    phone_verified boolean NOT NULL DEFAULT false,
    email citext,
    photo_digest text,
    health text,
    occupation text,
    workplace text,
    member_category text,
    general_education text,
    professional_level text,
    major text,
    political_theory text,
    it_level text,
    salaried boolean,
    policy_object text,
    party_join_on date,
    party_official_on date,
    party_cell text,
    party_card_no text,
    joined_on date,
    joined_place text,
    admission_no text,
    admission_on date,
    card_no text,
    card_on date,
    book_no text,
    book_location text,
    yum_code text,
    old_card_no text,
    profile jsonb NOT NULL DEFAULT '{}',
    unit_id uuid REFERENCES units,
    status text NOT NULL REFERENCES membership_statuses,
    status_on date,
    status_reason text,
    flags text[] NOT NULL DEFAULT '{}',
    completeness smallint NOT NULL DEFAULT 0 CHECK (completeness BETWEEN 0 AND 100),
    origin text NOT NULL CHECK (origin IN ('case', 'import', 'seed', 'install')),
    import_id uuid,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CHECK (party_official_on >= party_join_on)
);
CREATE INDEX people_by_name ON people USING gin (search_text gin_trgm_ops) WITH (fastupdate = off);
-- Lists walk this index in order and, until they have a page, look at nothing else.
CREATE INDEX people_by_order ON people (sort_key, id) INCLUDE (unit_id, status, flags, search_text, accent_text);
CREATE INDEX people_by_unit ON people (unit_id, sort_key, id);
CREATE INDEX people_born ON people (born_on);
CREATE INDEX people_by_birth ON people (coalesce(born_on, DATE '9999-12-31'), id);
CREATE INDEX people_by_joining ON people (coalesce(joined_on, DATE '9999-12-31'), id);
-- Counting members of many units reads this index alone.
CREATE INDEX people_in_force ON people (unit_id) WHERE status IN ('ACTIVE', 'IN_TRANSIT');
CREATE INDEX people_by_phone ON people (phone) WHERE phone IS NOT NULL;
CREATE INDEX people_by_email ON people (email) WHERE email IS NOT NULL;
CREATE INDEX people_by_card ON people (card_no) WHERE card_no IS NOT NULL;
CREATE INDEX people_by_flag ON people USING gin (flags) WHERE flags <> '{}';
CREATE INDEX people_by_import ON people (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE memberships (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    -- One bond of a person with the Union, from admission to leaving; re-admission begins another.
    bond_id uuid NOT NULL,
    person_id uuid NOT NULL REFERENCES people,
    unit_id uuid NOT NULL REFERENCES units,
    valid daterange NOT NULL,
    why text NOT NULL,
    ended_as text REFERENCES membership_statuses,
    case_id uuid,
    decision_no text,
    decision_on date,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    superseded_at timestamptz,
    -- An empty range would slip through the rule below.
    CHECK (superseded_at IS NOT NULL OR NOT isempty(valid)),
    -- A person is in one unit a day.
    EXCLUDE USING gist (person_id WITH =, valid WITH &&) WHERE (superseded_at IS NULL)
);
CREATE INDEX memberships_by_bond ON memberships (bond_id);
CREATE INDEX memberships_by_person ON memberships (person_id);
CREATE INDEX memberships_by_unit ON memberships (unit_id);

CREATE FUNCTION membership_has_no_gap() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE parts integer;
BEGIN
    SELECT count(*) INTO parts FROM (
        SELECT unnest(range_agg(valid)) FROM memberships
        WHERE bond_id = coalesce(NEW.bond_id, OLD.bond_id) AND superseded_at IS NULL
    ) AS stretch;
    IF parts > 1 THEN
        RAISE EXCEPTION 'membership % has a gap', coalesce(NEW.bond_id, OLD.bond_id)
            USING ERRCODE = 'check_violation', CONSTRAINT = 'membership_has_no_gap';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER membership_has_no_gap AFTER INSERT OR UPDATE OR DELETE ON memberships
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION membership_has_no_gap();

CREATE TABLE positions (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    person_id uuid NOT NULL REFERENCES people,
    unit_id uuid NOT NULL REFERENCES units,
    role text NOT NULL,
    code text NOT NULL,
    from_on date NOT NULL,
    -- The last day, that of the term or of an earlier end.
    until date,
    decision_no text,
    decision_on date,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    CHECK (until IS NULL OR until >= from_on),
    -- The same office twice over is one too many.
    EXCLUDE USING gist (person_id WITH =, unit_id WITH =, code WITH =, daterange(from_on, until, '[]') WITH &&),
    -- A unit has one secretary a day.
    CONSTRAINT one_secretary_a_day
        EXCLUDE USING gist (unit_id WITH =, daterange(from_on, until, '[]') WITH &&) WHERE (code = 'BT')
);
CREATE INDEX positions_by_person ON positions (person_id);
CREATE INDEX positions_by_unit ON positions (unit_id);

CREATE TABLE record_lines (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    person_id uuid NOT NULL REFERENCES people,
    case_id uuid NOT NULL,
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
    recorded_at timestamptz NOT NULL DEFAULT now(),
    -- A case is recorded once for each of its people, however often it is carried out.
    UNIQUE (case_id, person_id)
);
CREATE INDEX record_lines_by_person ON record_lines (person_id);

CREATE TABLE holds (
    case_id uuid PRIMARY KEY,
    batch_id uuid NOT NULL,
    person_id uuid NOT NULL REFERENCES people,
    unit_id uuid NOT NULL REFERENCES units,
    kind text NOT NULL,
    data jsonb NOT NULL DEFAULT '{}',
    effective_on date NOT NULL,
    is_newcomer boolean NOT NULL DEFAULT false,
    state text NOT NULL CHECK (state IN ('HELD', 'APPLIED', 'RELEASED', 'REVOKED')),
    before jsonb NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT now(),
    settled_at timestamptz
);
-- One open membership-changing case a person.
CREATE UNIQUE INDEX one_open_change_a_person ON holds (person_id) WHERE state = 'HELD' AND kind <> 'note';
CREATE INDEX holds_by_person ON holds (person_id);

CREATE TABLE duplicates (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    left_id uuid NOT NULL REFERENCES people,
    right_id uuid NOT NULL REFERENCES people,
    score smallint NOT NULL CHECK (score BETWEEN 0 AND 100),
    reasons text[] NOT NULL,
    state text NOT NULL DEFAULT 'OPEN' CHECK (state IN ('OPEN', 'DIFFERENT', 'SAME')),
    found_at timestamptz NOT NULL DEFAULT now(),
    settled_by uuid,
    settled_at timestamptz,
    -- A pair is compared once, whichever side is seen first.
    CHECK (left_id < right_id),
    UNIQUE (left_id, right_id)
);
CREATE INDEX duplicates_by_right ON duplicates (right_id);

CREATE TABLE access_ledger (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    person_id uuid NOT NULL,
    viewer_id uuid NOT NULL,
    viewer_unit_id uuid,
    how text NOT NULL CHECK (how IN ('view', 'export')),
    what text[] NOT NULL,
    seen_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX access_ledger_by_person ON access_ledger (person_id, id DESC);

CREATE TABLE member_code_counters (
    prefix text PRIMARY KEY CHECK (prefix ~ '^[0-9]{6}$'),
    last integer NOT NULL CHECK (last BETWEEN 0 AND 99999)
);
CREATE TABLE rule_sets (
    code text PRIMARY KEY,
    title text NOT NULL,
    charter_term text NOT NULL,
    valid daterange NOT NULL,
    -- One rule set a day.
    EXCLUDE USING gist (valid WITH &&)
);
CREATE TABLE rule_parameters (
    rule_set text NOT NULL REFERENCES rule_sets,
    key text NOT NULL,
    value jsonb NOT NULL,
    title text NOT NULL,
    mark text NOT NULL,
    source text NOT NULL,
    rank smallint NOT NULL,
    PRIMARY KEY (rule_set, key)
);
"""

CONSTANTS = """
INSERT INTO unit_levels VALUES
    ('PROVINCE', 'Cấp tỉnh', 1), ('DISTRICT', 'Cấp huyện và tương đương', 2), ('GRASSROOTS', 'Tổ chức cơ sở Đoàn', 3),
    ('SUB_GRASSROOTS', 'Đoàn bộ phận, liên chi đoàn', 4), ('CHAPTER', 'Chi đoàn', 5), ('GROUP', 'Phân đoàn', 6);
INSERT INTO unit_kinds VALUES
    ('TINH_DOAN', 'PROVINCE', 'Tỉnh đoàn', 1, false),
    ('HUYEN_DOAN', 'DISTRICT', 'Huyện đoàn', 10, false),
    ('THI_DOAN', 'DISTRICT', 'Thị đoàn', 11, false),
    ('THANH_DOAN', 'DISTRICT', 'Thành đoàn', 12, false),
    ('DOAN_KHOI_CO_QUAN', 'DISTRICT', 'Đoàn khối các cơ quan', 13, false),
    ('DOAN_KHOI_DN', 'DISTRICT', 'Đoàn khối doanh nghiệp', 14, false),
    ('DOAN_CONG_AN', 'DISTRICT', 'Đoàn Thanh niên Công an tỉnh', 15, false),
    ('DOAN_QUAN_SU', 'DISTRICT', 'Đoàn Thanh niên Bộ CHQS tỉnh', 16, false),
    ('DOAN_BIEN_PHONG', 'DISTRICT', 'Đoàn Bộ đội Biên phòng', 17, false),
    ('DOAN_DH_CD', 'DISTRICT', 'Đoàn trường đại học, cao đẳng', 18, false),
    ('DOAN_TRUC_THUOC_KHAC', 'DISTRICT', 'Đoàn trực thuộc khác', 19, false),
    ('DOAN_XA', 'GRASSROOTS', 'Đoàn xã', 30, false),
    ('DOAN_PHUONG', 'GRASSROOTS', 'Đoàn phường', 31, false),
    ('DOAN_THI_TRAN', 'GRASSROOTS', 'Đoàn thị trấn', 32, false),
    ('DOAN_TRUONG_THPT', 'GRASSROOTS', 'Đoàn trường THPT', 33, false),
    ('DOAN_TRUONG_CD_TC', 'GRASSROOTS', 'Đoàn trường cao đẳng, trung cấp', 34, false),
    ('DOAN_CO_QUAN', 'GRASSROOTS', 'Đoàn cơ quan', 35, false),
    ('DOAN_DVSN', 'GRASSROOTS', 'Đoàn đơn vị sự nghiệp', 36, false),
    ('DOAN_DN_NN', 'GRASSROOTS', 'Đoàn doanh nghiệp nhà nước', 37, false),
    ('DOAN_DN_NGOAI_NN', 'GRASSROOTS', 'Đoàn doanh nghiệp ngoài nhà nước', 38, false),
    ('DOAN_HTX', 'GRASSROOTS', 'Đoàn hợp tác xã', 39, false),
    ('DOAN_LLVT', 'GRASSROOTS', 'Đoàn lực lượng vũ trang', 40, false),
    ('CHI_DOAN_CO_SO', 'GRASSROOTS', 'Chi đoàn cơ sở', 41, true),
    ('DOAN_BO_PHAN', 'SUB_GRASSROOTS', 'Đoàn bộ phận', 50, false),
    ('LIEN_CHI_DOAN', 'SUB_GRASSROOTS', 'Liên chi đoàn', 51, false),
    ('DIA_BAN_DAN_CU', 'CHAPTER', 'Chi đoàn địa bàn dân cư', 60, true),
    ('TRUONG_HOC_LOP', 'CHAPTER', 'Chi đoàn lớp học', 61, true),
    ('GIAO_VIEN', 'CHAPTER', 'Chi đoàn giáo viên', 62, true),
    ('CO_QUAN', 'CHAPTER', 'Chi đoàn cơ quan', 63, true),
    ('DOANH_NGHIEP', 'CHAPTER', 'Chi đoàn doanh nghiệp', 64, true),
    ('LLVT', 'CHAPTER', 'Chi đoàn lực lượng vũ trang', 65, true),
    ('KHU_NHA_TRO', 'CHAPTER', 'Chi đoàn khu nhà trọ', 66, true),
    ('TAM_THOI', 'CHAPTER', 'Chi đoàn tạm thời', 67, true),
    ('PHAN_DOAN', 'GROUP', 'Phân đoàn', 80, false);
INSERT INTO membership_statuses VALUES
    ('CANDIDATE', 'Đối tượng kết nạp', 1, false), ('ACTIVE', 'Đang sinh hoạt', 2, true),
    ('IN_TRANSIT', 'Đang chuyển sinh hoạt', 3, true), ('TRANSFERRED_EXTERNAL', 'Đã chuyển ra ngoài tỉnh', 4, false),
    ('MATURED', 'Trưởng thành đoàn', 5, false), ('STRUCK_OFF', 'Đã xoá tên', 6, false),
    ('EXPELLED', 'Bị khai trừ', 7, false), ('WITHDRAWN', 'Đã xin ra khỏi Đoàn', 8, false),
    ('DECEASED', 'Đã mất', 9, false), ('ANNULLED', 'Huỷ kết nạp', 10, false), ('HONORARY', 'Đoàn viên danh dự', 11, false);
INSERT INTO membership_flags VALUES
    ('unconfirmed', 'Chưa được cấp trên xác nhận', 1), ('extended_after_30', 'Ở lại sau 30 tuổi', 2),
    ('away', 'Đi làm ăn xa', 3), ('temp_elsewhere', 'Sinh hoạt tạm thời nơi khác', 4), ('suspended', 'Đình chỉ sinh hoạt', 5),
    ('fee_exempt', 'Miễn đoàn phí', 6), ('abroad', 'Ở nước ngoài', 7), ('lapsed', 'Hồ sơ kết nạp đã dừng', 8);
INSERT INTO rule_sets VALUES
    ('dieu-le-xii', 'Điều lệ Đoàn khoá XII', 'XII', '[2022-12-16,)');
"""

RULES: tuple[tuple[str, str, str, str, str], ...] = (
    (
        "admission_min_age",
        '{"years": 15, "days": 1}',
        "Tuổi tối thiểu khi xét kết nạp",
        "S25",
        "HD 22 (2013); khoá XIII có thể là đủ 16",
    ),
    ("admission_max_age", '{"years": 30}', "Tuổi tối đa khi xét kết nạp", "S25", "HD 22 (2013)"),
    ("introducer_min_months", "3", "Số tháng người giới thiệu đã cùng công tác", "S6", "HD 20 (2023)"),
    ("vote_majority", '"1/2"', "Tỉ lệ đồng ý phải quá, trên số có mặt", "S6,S17", "Điều lệ Đoàn"),
    ("quorum", '"2/3"', "Tỉ lệ đoàn viên có mặt để họp hợp lệ", "S17,GK-high", "Quy định thi hành kỷ luật"),
    ("admission_decide_days", "15", "Hạn cấp trên quyết định kết nạp (ngày)", "GK-low", "Thông lệ"),
    ("admission_submit_days", "7", "Hạn chi đoàn gửi hồ sơ sau biểu quyết (ngày)", "GK-low", "Thông lệ"),
    ("ceremony_days", "30", "Hạn tổ chức lễ kết nạp sau quyết định (ngày)", "GK-low", "Thông lệ"),
    ("maturity_age", "30", "Tuổi trưởng thành đoàn", "S39–S41", "Điều lệ Đoàn"),
    ("extension_max_age", "35", "Tuổi tối đa khi ở lại sinh hoạt", "S39–S41", "Điều lệ Đoàn"),
    (
        "inactivity_months",
        '{"months": 3, "consecutive": true}',
        "Số tháng không sinh hoạt để xét xoá tên",
        "S35,S3,S36",
        "HD xoá tên",
    ),
    ("away_max_months", "12", "Số tháng tối đa mỗi lần tạm hoãn vì đi xa", "S35,S5", "HD xoá tên"),
    ("readmission_wait_months", "12", "Số tháng chờ trước khi kết nạp lại", "GK-low", "Thông lệ"),
    (
        "transfer_step_days",
        '{"chapter": 3, "origin": 5, "destination": 5}',
        "Hạn mỗi bước chuyển sinh hoạt (ngày)",
        "GK-low",
        "Thông lệ",
    ),
    ("in_transit_max_days", "90", "Số ngày tối đa giữa nơi đi và nơi đến", "GK-low", "Theo hạn 3 tháng"),
    ("temp_months", '{"min": 3, "max": 12}', "Số tháng sinh hoạt tạm thời", "GK-low", "Thông lệ"),
    ("residence_min_months", "6", "Số tháng tối thiểu sinh hoạt nơi cư trú", "S21", "Quy định sinh hoạt nơi cư trú"),
    ("chapter_min_members", "3", "Số đoàn viên tối thiểu của chi đoàn", "S8", "Điều lệ Đoàn"),
    ("grassroots_min", '{"members": 30, "chapters": 2}', "Ngưỡng lập đoàn cơ sở", "S9", "Điều lệ Đoàn"),
    ("chapter_bch_threshold", "9", "Số đoàn viên để bầu ban chấp hành chi đoàn", "S3", "Hướng dẫn khoá XIII"),
    ("provisional_max_months", "6", "Số tháng tối đa của ban chấp hành lâm thời", "S13", "Hướng dẫn Điều lệ"),
    ("bch_absence_limit", "3", "Số kỳ họp vắng liên tiếp để xoá tên khỏi BCH", "S13", "Hướng dẫn Điều lệ"),
    (
        "suspension_months",
        '{"max": 3, "extension": 3}',
        "Số tháng đình chỉ sinh hoạt",
        "S61",
        "Quy định thi hành kỷ luật",
    ),
    (
        "complaint_days",
        '{"window": 30, "district": 60, "province": 90}',
        "Hạn khiếu nại và trả lời (ngày)",
        "GK-low",
        "Thông lệ",
    ),
    (
        "progress_months",
        '{"min": 6, "comment_every": 3}',
        "Số tháng giúp đỡ tiến bộ và kỳ nhận xét",
        "GK-low,GK-high",
        "Thông lệ",
    ),
    (
        "fee_rate",
        '{"no_salary": 2000, "salaried": 5000}',
        "Mức đoàn phí mỗi tháng (đồng)",
        "S65",
        "Quy định đoàn phí 2011",
    ),
    ("fee_keep_ratio", '"2/3"', "Phần đoàn phí mỗi cấp giữ lại", "S72", "Quy định đoàn phí"),
    ("fee_exempt_max_months", "6", "Số tháng miễn đoàn phí tối đa", "S72", "Quy định đoàn phí"),
    ("party_class_valid_months", "60", "Số tháng hiệu lực của lớp nhận thức về Đảng", "S53", "Quy định của Đảng"),
    ("recommendation_valid_months", "12", "Số tháng hiệu lực của nghị quyết giới thiệu", "GK-low", "Thông lệ"),
    (
        "rating_scale",
        '["HTXS", "HTT", "HT", "KHT", "KXL", "CDG"]',
        "Các mức xếp loại",
        "S47,S3,INF",
        "Hướng dẫn đánh giá, xếp loại",
    ),
    (
        "htxs_min_attendance",
        "90",
        "Tỉ lệ dự sinh hoạt tối thiểu để xếp HTXS (%)",
        "S47",
        "Hướng dẫn đánh giá, xếp loại",
    ),
    ("htxs_cap_percent", '{"on": false, "percent": 20}', "Tỉ lệ HTXS tối đa (%)", "GK-low", "Thông lệ"),
    ("numbering_reset", '"TERM"', "Số văn bản bắt đầu lại theo", "INF", "Thể thức văn bản của Đoàn"),
    ("honorary_approver_level", '"DISTRICT"', "Cấp công nhận đoàn viên danh dự", "GK-low", "Thông lệ"),
    ("officer_second_factor", "false", "Cán bộ từ cấp cơ sở phải có mã xác thực thứ hai", "DP", "An toàn tài khoản"),
)


def upgrade() -> None:
    """The registry is there, empty but for its lists and rules."""
    for extension in EXTENSIONS:
        op.execute(f"CREATE EXTENSION IF NOT EXISTS {extension}")
    kit_tables.create(op)
    for script in (UNITS, PEOPLE, CONSTANTS):
        op.execute(script)
    insertion = text(
        "INSERT INTO rule_parameters VALUES ('dieu-le-xii', :key, CAST(:value AS jsonb), :title, :mark, :source, :rank)"
    )
    names = ("key", "value", "title", "mark", "source")
    for rank, rule in enumerate(RULES, start=1):
        op.get_bind().execute(insertion, {**dict(zip(names, rule, strict=True)), "rank": rank})


def downgrade() -> None:
    """Nothing of the registry is left."""
    for table in (
        "rule_parameters",
        "rule_sets",
        "member_code_counters",
        "access_ledger",
        "duplicates",
        "holds",
        "record_lines",
        "positions",
        "memberships",
        "people",
        "membership_flags",
        "membership_statuses",
        "unit_terms",
        "unit_paths",
        "unit_links",
        "unit_names",
        "units",
        "unit_kinds",
        "unit_levels",
    ):
        op.execute(f"DROP TABLE {table}")
    op.execute("DROP FUNCTION membership_has_no_gap")
    kit_tables.drop(op)
