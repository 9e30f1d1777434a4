-- Version 1. From the first release on this file never changes; a change is a new file beside it.
-- Days are ISO text (2025-06-09), moments ISO text in UTC with microseconds, numbers integer hundredths, yes/no 0 or 1.
-- What is history hangs on parts of plans by references that are held at the end of a transaction: a plan that changes is
-- taken out and put in again as a whole, and a part that history needs must be there again then.
-- "position" keeps the order of the document. A series that a measure does not have is ''.

-- Offices, groups, days off, settings.

CREATE TABLE office (
    code           TEXT NOT NULL PRIMARY KEY CHECK (code <> ''),
    name           TEXT NOT NULL,
    kind           TEXT NOT NULL CHECK (kind IN ('central', 'province', 'department', 'branch', 'mass_organization',
                       'party', 'district', 'division', 'commune', 'press', 'school', 'other')),
    parent         TEXT REFERENCES office (code) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    from_day       TEXT CHECK (from_day IS date(from_day)),
    to_day         TEXT CHECK (to_day IS date(to_day)),
    contact_person TEXT,
    contact_phone  TEXT,
    contact_email  TEXT,
    CHECK (from_day <= to_day)
) STRICT, WITHOUT ROWID;

CREATE TABLE office_alias (
    office   TEXT NOT NULL REFERENCES office (code) ON DELETE RESTRICT,
    position INTEGER NOT NULL CHECK (position >= 0),
    alias    TEXT NOT NULL,
    PRIMARY KEY (office, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE successor (
    office   TEXT NOT NULL REFERENCES office (code) ON DELETE RESTRICT,
    position INTEGER NOT NULL CHECK (position >= 0),
    follower TEXT NOT NULL REFERENCES office (code) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    on_day   TEXT NOT NULL CHECK (on_day IS date(on_day)),
    PRIMARY KEY (office, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE office_group (
    code TEXT NOT NULL PRIMARY KEY CHECK (code <> ''),
    name TEXT NOT NULL,
    note TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE member (
    office_group TEXT NOT NULL REFERENCES office_group (code) ON DELETE RESTRICT,
    position     INTEGER NOT NULL CHECK (position >= 0),
    office       TEXT NOT NULL REFERENCES office (code) ON DELETE RESTRICT,
    from_day     TEXT CHECK (from_day IS date(from_day)),
    to_day       TEXT CHECK (to_day IS date(to_day)),
    PRIMARY KEY (office_group, position),
    CHECK (from_day <= to_day)
) STRICT, WITHOUT ROWID;

CREATE TABLE holiday (
    on_day  TEXT NOT NULL PRIMARY KEY CHECK (on_day IS date(on_day)),
    name    TEXT NOT NULL,
    working INTEGER NOT NULL CHECK (working IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
    name  TEXT NOT NULL PRIMARY KEY CHECK (name IN ('own_office', 'before_inclusive', 'roll_over')),
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Plans and their parts.

CREATE TABLE plan (
    code         TEXT NOT NULL PRIMARY KEY CHECK (code <> '' AND instr(code, '/') = 0),
    number       TEXT,
    title        TEXT NOT NULL,
    short        TEXT NOT NULL,
    issuer       TEXT NOT NULL REFERENCES office (code) ON DELETE RESTRICT,
    signed_on    TEXT CHECK (signed_on IS date(signed_on)),
    signer_name  TEXT,
    signer_post  TEXT CHECK (signer_post IS NULL OR signer_name IS NOT NULL),
    from_day     TEXT NOT NULL CHECK (from_day IS date(from_day)),
    to_day       TEXT NOT NULL CHECK (to_day IS date(to_day)),
    tracked_from TEXT CHECK (tracked_from IS date(tracked_from)),
    coordinator  TEXT NOT NULL REFERENCES office (code) ON DELETE RESTRICT,
    data_period  TEXT NOT NULL CHECK (data_period IN ('calendar', 'decree09')),
    budget_total INTEGER CHECK (budget_total >= 0),
    closed_on    TEXT CHECK (closed_on IS date(closed_on)),
    closed_why   TEXT,
    CHECK (from_day <= to_day),
    CHECK ((closed_on IS NULL) = (closed_why IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE amendment (
    plan      TEXT NOT NULL REFERENCES plan (code) ON DELETE RESTRICT,
    position  INTEGER NOT NULL CHECK (position >= 0),
    number    TEXT NOT NULL CHECK (number <> ''),
    on_day    TEXT NOT NULL CHECK (on_day IS date(on_day)),
    signed_on TEXT CHECK (signed_on IS date(signed_on)),
    title     TEXT NOT NULL,
    PRIMARY KEY (plan, position),
    UNIQUE (plan, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE plan_parent (
    plan      TEXT NOT NULL REFERENCES plan (code) ON DELETE RESTRICT,
    position  INTEGER NOT NULL CHECK (position >= 0),
    number    TEXT,
    signed_on TEXT CHECK (signed_on IS date(signed_on)),
    title     TEXT NOT NULL,
    PRIMARY KEY (plan, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE plan_recipient (
    plan     TEXT NOT NULL REFERENCES plan (code) ON DELETE RESTRICT,
    position INTEGER NOT NULL CHECK (position >= 0),
    line     TEXT NOT NULL,
    PRIMARY KEY (plan, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE plan_decision (
    plan     TEXT NOT NULL REFERENCES plan (code) ON DELETE RESTRICT,
    position INTEGER NOT NULL CHECK (position >= 0),
    line     TEXT NOT NULL,
    PRIMARY KEY (plan, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE objective (
    plan     TEXT NOT NULL REFERENCES plan (code) ON DELETE RESTRICT,
    position INTEGER NOT NULL CHECK (position >= 0),
    no       TEXT NOT NULL,
    title    TEXT NOT NULL,
    PRIMARY KEY (plan, position),
    UNIQUE (plan, no)
) STRICT, WITHOUT ROWID;

CREATE TABLE target (
    plan      TEXT NOT NULL REFERENCES plan (code) ON DELETE RESTRICT,
    position  INTEGER NOT NULL CHECK (position >= 0),
    no        TEXT NOT NULL,
    objective TEXT,
    wording   TEXT NOT NULL,
    decision  TEXT,
    from_day  TEXT CHECK (from_day IS date(from_day)),
    to_day    TEXT CHECK (to_day IS date(to_day)),
    PRIMARY KEY (plan, position),
    UNIQUE (plan, no),
    CHECK (from_day <= to_day),
    FOREIGN KEY (plan, objective) REFERENCES objective (plan, no) ON DELETE RESTRICT
) STRICT, WITHOUT ROWID;

-- What a target said until an amendment changed it; its measures then stand in "measure" with the same "former".

CREATE TABLE target_former (
    plan      TEXT NOT NULL,
    target    TEXT NOT NULL,
    former    INTEGER NOT NULL CHECK (former >= 1),
    until     TEXT NOT NULL CHECK (until IS date(until)),
    amendment TEXT NOT NULL,
    wording   TEXT NOT NULL,
    decision  TEXT,
    PRIMARY KEY (plan, target, former),
    FOREIGN KEY (plan, target) REFERENCES target (plan, no) ON DELETE RESTRICT,
    FOREIGN KEY (plan, amendment) REFERENCES amendment (plan, number) ON DELETE RESTRICT
) STRICT, WITHOUT ROWID;

CREATE TABLE measure (
    id             TEXT NOT NULL PRIMARY KEY,
    plan           TEXT NOT NULL REFERENCES plan (code) ON DELETE RESTRICT,
    target         TEXT NOT NULL,
    former         INTEGER NOT NULL CHECK (former >= 0),
    position       INTEGER NOT NULL CHECK (position >= 0),
    letter         TEXT,
    label          TEXT NOT NULL,
    unit           TEXT NOT NULL,
    unit_words     TEXT,
    scale          INTEGER NOT NULL CHECK (scale BETWEEN 0 AND 2),
    direction      TEXT NOT NULL CHECK (direction IN ('up', 'down')),
    comparator     TEXT NOT NULL
                       CHECK (comparator IN ('ge', 'gt', 'le', 'lt', 'eq', 'about', 'between', 'done')),
    value          INTEGER CHECK (value >= 0),
    value_to       INTEGER CHECK (value_to >= value),
    tolerance      INTEGER CHECK (tolerance >= 0),
    baseline_value INTEGER CHECK (baseline_value >= 0),
    baseline_on    TEXT CHECK (baseline_on IS date(baseline_on)),
    from_day       TEXT CHECK (from_day IS date(from_day)),
    recurs         INTEGER NOT NULL CHECK (recurs IN (0, 1)),
    adds_up        TEXT NOT NULL CHECK (adds_up IN ('latest', 'sum')),
    frequency      TEXT NOT NULL CHECK (frequency IN ('month', 'quarter', 'half_year', 'nine_months', 'year')),
    quota_value    INTEGER CHECK (quota_value >= 0),
    quota_per      TEXT CHECK (quota_per IN ('month', 'quarter', 'half_year', 'nine_months', 'year')),
    quota_group    TEXT REFERENCES office_group (code) ON DELETE RESTRICT,
    quota_coverage INTEGER CHECK (quota_coverage BETWEEN 0 AND 10000),
    CHECK (substr(id, 1, length(plan) + 1) = plan || '/'),
    CHECK (baseline_on IS NULL OR baseline_value IS NOT NULL),
    CHECK (quota_value IS NOT NULL OR coalesce(quota_per, quota_group, quota_coverage) IS NULL),
    FOREIGN KEY (plan, target) REFERENCES target (plan, no) ON DELETE RESTRICT
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX measure_of_plan ON measure (plan, target, former, position);

CREATE TABLE measure_stage (
    measure  TEXT NOT NULL REFERENCES measure (id) ON DELETE RESTRICT,
    position INTEGER NOT NULL CHECK (position >= 0),
    on_day   TEXT NOT NULL CHECK (on_day IS date(on_day)),
    value    INTEGER CHECK (value >= 0),
    PRIMARY KEY (measure, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE measure_series (
    measure  TEXT NOT NULL REFERENCES measure (id) ON DELETE RESTRICT,
    position INTEGER NOT NULL CHECK (position >= 0),
    series   TEXT NOT NULL CHECK (series <> ''),
    PRIMARY KEY (measure, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE measure_owner (
    measure  TEXT NOT NULL REFERENCES measure (id) ON DELETE RESTRICT,
    position INTEGER NOT NULL CHECK (position >= 0),
    office   TEXT NOT NULL REFERENCES office (code) ON DELETE RESTRICT,
    scope    TEXT,
    from_day TEXT CHECK (from_day IS date(from_day)),
    to_day   TEXT CHECK (to_day IS date(to_day)),
    decision TEXT,
    PRIMARY KEY (measure, position),
    CHECK (from_day <= to_day)
) STRICT, WITHOUT ROWID;

CREATE TABLE activity (
    plan           TEXT NOT NULL REFERENCES plan (code) ON DELETE RESTRICT,
    position       INTEGER NOT NULL CHECK (position >= 0),
    no             INTEGER NOT NULL CHECK (no >= 0),
    content        TEXT NOT NULL,
    unit           TEXT,
    quantity       INTEGER CHECK (quantity >= 0),
    window_wording TEXT NOT NULL,
    window_from    TEXT NOT NULL CHECK (window_from IS date(window_from)),
    window_to      TEXT NOT NULL CHECK (window_to IS date(window_to)),
    lead           TEXT NOT NULL REFERENCES office (code) ON DELETE RESTRICT,
    PRIMARY KEY (plan, position),
    UNIQUE (plan, no),
    CHECK (window_from <= window_to)
) STRICT, WITHOUT ROWID;

CREATE TABLE activity_partner (
    plan         TEXT NOT NULL,
    activity     INTEGER NOT NULL,
    position     INTEGER NOT NULL CHECK (position >= 0),
    office       TEXT REFERENCES office (code) ON DELETE RESTRICT,
    office_group TEXT REFERENCES office_group (code) ON DELETE RESTRICT,
    words        TEXT,
    PRIMARY KEY (plan, activity, position),
    CHECK ((office IS NOT NULL) + (office_group IS NOT NULL) + (words IS NOT NULL) = 1),
    FOREIGN KEY (plan, activity) REFERENCES activity (plan, no) ON DELETE RESTRICT
) STRICT, WITHOUT ROWID;

CREATE TABLE budget_source (
    plan     TEXT NOT NULL REFERENCES plan (code) ON DELETE RESTRICT,
    position INTEGER NOT NULL CHECK (position >= 0),
    source   TEXT NOT NULL,
    amount   INTEGER CHECK (amount >= 0),
    PRIMARY KEY (plan, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE rule (
    id          TEXT NOT NULL PRIMARY KEY,
    plan        TEXT NOT NULL REFERENCES plan (code) ON DELETE RESTRICT,
    position    INTEGER NOT NULL CHECK (position >= 0),
    no          TEXT NOT NULL,
    kind        TEXT NOT NULL CHECK (kind IN ('own_plan', 'report', 'mid_term', 'final')),
    label       TEXT NOT NULL,
    to_office   TEXT REFERENCES office (code) ON DELETE RESTRICT,
    to_group    TEXT REFERENCES office_group (code) ON DELETE RESTRICT,
    to_words    TEXT,
    via         TEXT REFERENCES office (code) ON DELETE RESTRICT,
    wording     TEXT NOT NULL,
    before      INTEGER NOT NULL CHECK (before IN (0, 1)),
    -- Absent: as the whole system reads its days.
    before_inclusive INTEGER CHECK (before_inclusive IN (0, 1)),
    roll_over   INTEGER CHECK (roll_over IN (0, 1)),
    recurrence  TEXT NOT NULL CHECK (recurrence IN ('once', 'yearly')),
    first       TEXT CHECK (first IS date(first)),
    last        TEXT CHECK (last IS date(last)),
    data_period TEXT CHECK (data_period IN ('month', 'quarter', 'half_year', 'nine_months', 'year')),
    outside     INTEGER NOT NULL CHECK (outside IN (0, 1)),
    UNIQUE (plan, position),
    CHECK (id = plan || '/' || no),
    CHECK (first <= last),
    CHECK ((to_office IS NOT NULL) + (to_group IS NOT NULL) + (to_words IS NOT NULL) <= 1)
) STRICT, WITHOUT ROWID;

CREATE TABLE rule_who (
    rule         TEXT NOT NULL REFERENCES rule (id) ON DELETE RESTRICT,
    position     INTEGER NOT NULL CHECK (position >= 0),
    office       TEXT REFERENCES office (code) ON DELETE RESTRICT,
    office_group TEXT REFERENCES office_group (code) ON DELETE RESTRICT,
    words        TEXT,
    PRIMARY KEY (rule, position),
    CHECK ((office IS NOT NULL) + (office_group IS NOT NULL) + (words IS NOT NULL) = 1)
) STRICT, WITHOUT ROWID;

CREATE TABLE rule_waits_for (
    rule     TEXT NOT NULL REFERENCES rule (id) ON DELETE RESTRICT,
    position INTEGER NOT NULL CHECK (position >= 0),
    other    TEXT NOT NULL REFERENCES rule (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (rule, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE yearly_event (
    plan     TEXT NOT NULL REFERENCES plan (code) ON DELETE RESTRICT,
    position INTEGER NOT NULL CHECK (position >= 0),
    name     TEXT NOT NULL,
    from_md  TEXT NOT NULL CHECK (from_md GLOB '[01][0-9]-[0-3][0-9]'),
    to_md    TEXT NOT NULL CHECK (to_md GLOB '[01][0-9]-[0-3][0-9]'),
    PRIMARY KEY (plan, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE task (
    plan         TEXT NOT NULL REFERENCES plan (code) ON DELETE RESTRICT,
    position     INTEGER NOT NULL CHECK (position >= 0),
    office       TEXT REFERENCES office (code) ON DELETE RESTRICT,
    office_group TEXT REFERENCES office_group (code) ON DELETE RESTRICT,
    words        TEXT,
    section      TEXT,
    content      TEXT NOT NULL,
    PRIMARY KEY (plan, position),
    CHECK ((office IS NOT NULL) + (office_group IS NOT NULL) + (words IS NOT NULL) = 1)
) STRICT, WITHOUT ROWID;

-- Figures: what stands now, and everything that ever stood.
-- A figure that was withdrawn stands no more; its history says so and goes on counting versions.
-- batch       the first of the changes that were made in one step, and are taken back in one
-- takes_back  the change that this one takes back; of a way "redo" that is an undoing

CREATE TABLE figure (
    measure     TEXT NOT NULL REFERENCES measure (id) DEFERRABLE INITIALLY DEFERRED,
    office      TEXT NOT NULL REFERENCES office (code) ON DELETE RESTRICT,
    period      TEXT NOT NULL CHECK (period GLOB '[12][0-9][0-9][0-9]*' AND length(period) BETWEEN 4 AND 10),
    series      TEXT NOT NULL,
    quality     TEXT NOT NULL CHECK (quality IN ('estimate', 'official')),
    kind        TEXT NOT NULL CHECK (kind IN ('number', 'share', 'none_occurred', 'no_data', 'not_applicable', 'milestone')),
    value       INTEGER CHECK (value >= 0),
    numerator   INTEGER CHECK (numerator >= 0),
    denominator INTEGER CHECK (denominator > 0),
    milestone   TEXT CHECK (milestone IN ('not_begun', 'in_progress', 'done')),
    note        TEXT,
    by          TEXT NOT NULL CHECK (by <> ''),
    at          TEXT NOT NULL CHECK (at GLOB '????-??-??T??:??:??.??????Z'),
    version     INTEGER NOT NULL CHECK (version >= 1),
    PRIMARY KEY (measure, office, period, series, quality),
    CHECK ((kind = 'number') = (value IS NOT NULL)),
    CHECK ((kind = 'share') = (numerator IS NOT NULL) AND (kind = 'share') = (denominator IS NOT NULL)),
    CHECK ((kind = 'milestone') = (milestone IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX figure_estimate ON figure (measure, period, series, office) WHERE quality = 'estimate';

CREATE TABLE figure_change (
    measure     TEXT NOT NULL REFERENCES measure (id) DEFERRABLE INITIALLY DEFERRED,
    office      TEXT NOT NULL REFERENCES office (code) ON DELETE RESTRICT,
    period      TEXT NOT NULL CHECK (period GLOB '[12][0-9][0-9][0-9]*' AND length(period) BETWEEN 4 AND 10),
    series      TEXT NOT NULL,
    quality     TEXT NOT NULL CHECK (quality IN ('estimate', 'official')),
    kind        TEXT NOT NULL CHECK (kind IN ('number', 'share', 'none_occurred', 'no_data', 'not_applicable', 'milestone',
                    'withdrawn')),
    value       INTEGER CHECK (value >= 0),
    numerator   INTEGER CHECK (numerator >= 0),
    denominator INTEGER CHECK (denominator > 0),
    milestone   TEXT CHECK (milestone IN ('not_begun', 'in_progress', 'done')),
    note        TEXT,
    by          TEXT NOT NULL CHECK (by <> ''),
    at          TEXT NOT NULL CHECK (at GLOB '????-??-??T??:??:??.??????Z'),
    version     INTEGER NOT NULL CHECK (version >= 1),
    no          INTEGER NOT NULL PRIMARY KEY,
    batch       INTEGER REFERENCES figure_change (no),
    way         TEXT CHECK (way IN ('undo', 'redo')),
    takes_back  INTEGER REFERENCES figure_change (no),
    UNIQUE (measure, office, period, series, quality, version),
    CHECK ((way IS NULL) = (takes_back IS NULL)),
    CHECK ((kind = 'number') = (value IS NOT NULL)),
    CHECK ((kind = 'share') = (numerator IS NOT NULL) AND (kind = 'share') = (denominator IS NOT NULL)),
    CHECK ((kind = 'milestone') = (milestone IS NOT NULL))
) STRICT;

CREATE INDEX figure_change_of_author ON figure_change (by, no);

CREATE INDEX figure_change_batch ON figure_change (batch) WHERE batch IS NOT NULL;

CREATE INDEX figure_change_taken_back ON figure_change (takes_back) WHERE takes_back IS NOT NULL;

-- Duties and what happened to them. Overdue is never stored, but two days make it an index search:
-- closed_on   the first day of the time, still running, in which the report is in hand; NULL while it is owed
-- first_term  the earliest day that ever was its last one: last_day, or an earlier mending or extended day

CREATE TABLE duty (
    id         INTEGER NOT NULL PRIMARY KEY,
    rule       TEXT NOT NULL REFERENCES rule (id) DEFERRABLE INITIALLY DEFERRED,
    office     TEXT NOT NULL REFERENCES office (code) ON DELETE RESTRICT,
    period     TEXT NOT NULL CHECK (period GLOB '[12][0-9][0-9][0-9]*' AND length(period) BETWEEN 4 AND 10),
    opens_on   TEXT NOT NULL CHECK (opens_on IS date(opens_on)),
    named_day  TEXT NOT NULL CHECK (named_day IS date(named_day)),
    last_day   TEXT NOT NULL CHECK (last_day IS date(last_day)),
    tracked    INTEGER NOT NULL CHECK (tracked IN (0, 1)),
    first_term TEXT NOT NULL CHECK (first_term IS date(first_term) AND first_term <= last_day),
    closed_on  TEXT CHECK (closed_on IS date(closed_on)),
    passes_on  TEXT CHECK (passes_on IS date(passes_on)),
    -- 1: the offices from which it came down had sent it, or it was waived, before they ended.
    void       INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1)),
    UNIQUE (rule, period, office)
) STRICT;

CREATE INDEX duty_of_office ON duty (office, last_day);

CREATE INDEX duty_open ON duty (first_term) WHERE closed_on IS NULL AND void = 0;

CREATE INDEX duty_closed ON duty (closed_on, first_term) WHERE closed_on IS NOT NULL;

CREATE TABLE duty_origin (
    duty     INTEGER NOT NULL REFERENCES duty (id) ON DELETE RESTRICT,
    position INTEGER NOT NULL CHECK (position >= 0),
    office   TEXT NOT NULL REFERENCES office (code) ON DELETE RESTRICT,
    on_day   TEXT NOT NULL CHECK (on_day IS date(on_day)),
    PRIMARY KEY (duty, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE duty_event (
    no           INTEGER NOT NULL PRIMARY KEY,
    duty         INTEGER NOT NULL REFERENCES duty (id) ON DELETE RESTRICT,
    on_day       TEXT NOT NULL CHECK (on_day IS date(on_day)),
    kind         TEXT NOT NULL CHECK (kind IN ('sent', 'returned', 'accepted', 'extended', 'waived', 'reminded')),
    letter       TEXT,
    letter_on    TEXT CHECK (letter_on IS date(letter_on)),
    behalf       INTEGER CHECK (behalf IN (0, 1)),
    results      TEXT,
    difficulties TEXT,
    proposals    TEXT,
    missing_note TEXT,
    reason       TEXT,
    until        TEXT CHECK (until IS date(until)),
    channel      TEXT CHECK (channel IN ('letter', 'phone', 'email', 'message', 'in_person')),
    note         TEXT,
    by           TEXT NOT NULL CHECK (by <> ''),
    at           TEXT NOT NULL CHECK (at GLOB '????-??-??T??:??:??.??????Z'),
    CHECK (kind = 'sent'
        OR coalesce(letter, letter_on, behalf, results, difficulties, proposals, missing_note) IS NULL),
    CHECK (kind <> 'sent' OR (behalf IS NOT NULL AND results IS NOT NULL AND difficulties IS NOT NULL
        AND proposals IS NOT NULL)),
    CHECK ((kind = 'reminded') = (channel IS NOT NULL)),
    CHECK (kind = 'reminded' OR note IS NULL),
    CHECK ((kind IN ('returned', 'extended')) = (until IS NOT NULL)),
    CHECK ((kind IN ('returned', 'extended', 'waived')) = (reason IS NOT NULL))
) STRICT;

CREATE INDEX duty_event_of_duty ON duty_event (duty, on_day, at, no);

-- The reports that a report was sent without, as they stood then: named, not pointed at, so that they never change.

CREATE TABLE duty_event_blocker (
    event     INTEGER NOT NULL REFERENCES duty_event (no) ON DELETE RESTRICT,
    position  INTEGER NOT NULL CHECK (position >= 0),
    rule      TEXT NOT NULL REFERENCES rule (id) DEFERRABLE INITIALLY DEFERRED,
    office    TEXT NOT NULL REFERENCES office (code) ON DELETE RESTRICT,
    period    TEXT NOT NULL CHECK (period GLOB '[12][0-9][0-9][0-9]*' AND length(period) BETWEEN 4 AND 10),
    deadline  TEXT NOT NULL CHECK (deadline IS date(deadline)),
    late_days INTEGER NOT NULL CHECK (late_days >= 0),
    PRIMARY KEY (event, position)
) STRICT, WITHOUT ROWID;

-- Progress of activities, locks, the journal.

CREATE TABLE activity_progress (
    no       INTEGER NOT NULL PRIMARY KEY,
    plan     TEXT NOT NULL,
    activity INTEGER NOT NULL,
    on_day   TEXT NOT NULL CHECK (on_day IS date(on_day)),
    done     INTEGER NOT NULL CHECK (done >= 0),
    note     TEXT,
    by       TEXT NOT NULL CHECK (by <> ''),
    at       TEXT NOT NULL CHECK (at GLOB '????-??-??T??:??:??.??????Z'),
    FOREIGN KEY (plan, activity) REFERENCES activity (plan, no) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX activity_progress_of_plan ON activity_progress (plan, activity, on_day, no);

-- Money spent, a line each; a correction is a further, negative line that says why.
CREATE TABLE spending (
    no       INTEGER NOT NULL PRIMARY KEY,
    plan     TEXT NOT NULL REFERENCES plan (code) DEFERRABLE INITIALLY DEFERRED,
    source   INTEGER,
    activity INTEGER,
    amount   INTEGER NOT NULL CHECK (amount <> 0),
    on_day   TEXT NOT NULL CHECK (on_day IS date(on_day)),
    note     TEXT CHECK (amount > 0 OR note IS NOT NULL),
    by       TEXT NOT NULL CHECK (by <> ''),
    at       TEXT NOT NULL CHECK (at GLOB '????-??-??T??:??:??.??????Z'),
    FOREIGN KEY (plan, source) REFERENCES budget_source (plan, position) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (plan, activity) REFERENCES activity (plan, no) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX spending_of_plan ON spending (plan, on_day, no);

CREATE TABLE inspection (
    no               INTEGER NOT NULL PRIMARY KEY,
    plan             TEXT NOT NULL REFERENCES plan (code) DEFERRABLE INITIALLY DEFERRED,
    kind             TEXT NOT NULL CHECK (kind IN ('periodic', 'ad_hoc')),
    from_day         TEXT NOT NULL CHECK (from_day IS date(from_day)),
    to_day           TEXT NOT NULL CHECK (to_day IS date(to_day)),
    inspected_office TEXT REFERENCES office (code) ON DELETE RESTRICT,
    inspected_group  TEXT REFERENCES office_group (code) ON DELETE RESTRICT,
    inspected_words  TEXT,
    findings         TEXT,
    follow_up        TEXT,
    closed_on        TEXT CHECK (closed_on IS date(closed_on)),
    CHECK (from_day <= to_day),
    CHECK (closed_on IS NULL OR findings IS NOT NULL),
    CHECK ((inspected_office IS NOT NULL) + (inspected_group IS NOT NULL) + (inspected_words IS NOT NULL) = 1)
) STRICT;

CREATE TABLE inspection_team (
    inspection   INTEGER NOT NULL REFERENCES inspection (no) ON DELETE RESTRICT,
    position     INTEGER NOT NULL CHECK (position >= 0),
    office       TEXT REFERENCES office (code) ON DELETE RESTRICT,
    office_group TEXT REFERENCES office_group (code) ON DELETE RESTRICT,
    words        TEXT,
    PRIMARY KEY (inspection, position),
    CHECK ((office IS NOT NULL) + (office_group IS NOT NULL) + (words IS NOT NULL) = 1)
) STRICT, WITHOUT ROWID;

CREATE TABLE period_lock (
    no     INTEGER NOT NULL PRIMARY KEY,
    plan   TEXT NOT NULL REFERENCES plan (code) DEFERRABLE INITIALLY DEFERRED,
    period TEXT NOT NULL CHECK (period GLOB '[12][0-9][0-9][0-9]*' AND length(period) BETWEEN 4 AND 10),
    office TEXT REFERENCES office (code) ON DELETE RESTRICT,
    by     TEXT NOT NULL CHECK (by <> ''),
    at     TEXT NOT NULL CHECK (at GLOB '????-??-??T??:??:??.??????Z')
) STRICT;

CREATE TABLE lock_opening (
    no     INTEGER NOT NULL PRIMARY KEY,
    plan   TEXT NOT NULL REFERENCES plan (code) DEFERRABLE INITIALLY DEFERRED,
    period TEXT NOT NULL CHECK (period GLOB '[12][0-9][0-9][0-9]*' AND length(period) BETWEEN 4 AND 10),
    office TEXT REFERENCES office (code) ON DELETE RESTRICT,
    until  TEXT NOT NULL CHECK (until IS date(until)),
    reason TEXT NOT NULL CHECK (reason <> ''),
    by     TEXT NOT NULL CHECK (by <> ''),
    at     TEXT NOT NULL CHECK (at GLOB '????-??-??T??:??:??.??????Z')
) STRICT;

-- What an account follows up, and comments; each of a measure or of a duty.

CREATE TABLE star (
    account TEXT NOT NULL CHECK (account <> ''),
    measure TEXT REFERENCES measure (id) DEFERRABLE INITIALLY DEFERRED,
    duty    INTEGER REFERENCES duty (id) DEFERRABLE INITIALLY DEFERRED,
    at      TEXT NOT NULL CHECK (at GLOB '????-??-??T??:??:??.??????Z'),
    UNIQUE (account, measure),
    UNIQUE (account, duty),
    CHECK ((measure IS NULL) <> (duty IS NULL))
) STRICT;

CREATE TABLE comment (
    no      INTEGER NOT NULL PRIMARY KEY,
    measure TEXT REFERENCES measure (id) DEFERRABLE INITIALLY DEFERRED,
    office  TEXT REFERENCES office (code) ON DELETE RESTRICT,
    period  TEXT CHECK (period GLOB '[12][0-9][0-9][0-9]*' AND length(period) BETWEEN 4 AND 10),
    series  TEXT,
    duty    INTEGER REFERENCES duty (id) DEFERRABLE INITIALLY DEFERRED,
    text    TEXT NOT NULL CHECK (text <> ''),
    by      TEXT NOT NULL CHECK (by <> ''),
    at      TEXT NOT NULL CHECK (at GLOB '????-??-??T??:??:??.??????Z'),
    CHECK ((measure IS NULL) <> (duty IS NULL)),
    CHECK ((office IS NULL) = (period IS NULL) AND (office IS NULL) = (series IS NULL)),
    CHECK (office IS NULL OR measure IS NOT NULL)
) STRICT;

CREATE INDEX comment_of_measure ON comment (measure, no) WHERE measure IS NOT NULL;

CREATE INDEX comment_of_duty ON comment (duty, no) WHERE duty IS NOT NULL;

CREATE TABLE journal (
    no      INTEGER NOT NULL PRIMARY KEY,
    at      TEXT NOT NULL CHECK (at GLOB '????-??-??T??:??:??.??????Z'),
    by      TEXT NOT NULL CHECK (by <> ''),
    door    TEXT NOT NULL,
    kind    TEXT NOT NULL CHECK (kind IN ('figure', 'duty', 'activity', 'setting', 'init', 'plan', 'lock', 'office', 'group',
                'holiday', 'spending', 'inspection', 'star', 'comment')),
    subject TEXT NOT NULL,
    before  TEXT,
    after   TEXT,
    why     TEXT
) STRICT;

CREATE INDEX journal_of_subject ON journal (subject, no);
