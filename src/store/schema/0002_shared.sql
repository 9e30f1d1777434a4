-- Version 2: several people on one server. The journal and the settings are laid anew with their rows, because a CHECK
-- cannot be widened; nothing points at them.

-- Accounts. A name is never given twice: what somebody wrote stays theirs.
-- "settings" is the person's own configuration, in the words of the configuration file.

CREATE TABLE account (
    name     TEXT NOT NULL PRIMARY KEY
                 CHECK (name GLOB '[a-z]*' AND name NOT GLOB '*[^a-z0-9._-]*' AND length(name) <= 32),
    person   TEXT NOT NULL CHECK (person <> ''),
    role     TEXT NOT NULL CHECK (role IN ('viewer', 'reporter', 'coordinator', 'admin')),
    office   TEXT REFERENCES office (code) ON DELETE RESTRICT,
    state    TEXT NOT NULL CHECK (state IN ('active', 'suspended', 'removed')),
    settings TEXT,
    CHECK (office IS NOT NULL OR role NOT IN ('reporter', 'coordinator'))
) STRICT, WITHOUT ROWID;

CREATE TABLE account_key (
    account  TEXT NOT NULL REFERENCES account (name) ON DELETE RESTRICT,
    position INTEGER NOT NULL CHECK (position >= 0),
    key      TEXT NOT NULL CHECK (key <> ''),
    PRIMARY KEY (account, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE setting_first AS SELECT name, value FROM setting;

DROP TABLE setting;

CREATE TABLE setting (
    name  TEXT NOT NULL PRIMARY KEY CHECK (name IN ('own_office', 'before_inclusive', 'roll_over', 'mode')),
    value TEXT NOT NULL,
    CHECK (name <> 'mode' OR value IN ('single', 'shared'))
) STRICT, WITHOUT ROWID;

INSERT INTO setting (name, value) SELECT name, value FROM setting_first;

DROP TABLE setting_first;

-- "behalf" is the office for which somebody of another office wrote. "chain" is the SHA-256 over the line before and
-- this one: a line that is changed, taken out or put in between afterwards shows.

CREATE TABLE journal_first AS SELECT no, at, by, door, kind, subject, before, after, why FROM journal;

DROP TABLE journal;

CREATE TABLE journal (
    no      INTEGER NOT NULL PRIMARY KEY,
    at      TEXT NOT NULL CHECK (at GLOB '????-??-??T??:??:??.??????Z'),
    by      TEXT NOT NULL CHECK (by <> ''),
    door    TEXT NOT NULL,
    kind    TEXT NOT NULL CHECK (kind IN ('figure', 'duty', 'activity', 'setting', 'init', 'plan', 'lock', 'office', 'group',
                'holiday', 'spending', 'inspection', 'star', 'comment', 'account', 'upgrade', 'restore')),
    subject TEXT NOT NULL,
    before  TEXT,
    after   TEXT,
    why     TEXT,
    behalf  TEXT,
    chain   BLOB NOT NULL CHECK (length(chain) = 32)
) STRICT;

CREATE INDEX journal_of_subject ON journal (subject, no);

INSERT INTO journal (no, at, by, door, kind, subject, before, after, why, chain)
SELECT no, at, by, door, kind, subject, before, after, why, zeroblob(32) FROM journal_first;

DROP TABLE journal_first;

-- What a change looks for while others wait: duties that pass on, and what hangs on an office, a duty, a rule or a measure
-- that goes.

CREATE INDEX duty_passing ON duty (passes_on, id) WHERE passes_on IS NOT NULL;

CREATE INDEX duty_origin_of_office ON duty_origin (office);

CREATE INDEX duty_event_blocker_of_office ON duty_event_blocker (office);

CREATE INDEX duty_event_blocker_of_rule ON duty_event_blocker (rule);

CREATE INDEX figure_change_of_office ON figure_change (office, period);

CREATE INDEX comment_of_office ON comment (office) WHERE office IS NOT NULL;

CREATE INDEX star_of_duty ON star (duty) WHERE duty IS NOT NULL;

CREATE INDEX star_of_measure ON star (measure) WHERE measure IS NOT NULL;

CREATE INDEX period_lock_of_plan ON period_lock (plan, no);

CREATE INDEX lock_opening_of_plan ON lock_opening (plan, no);
