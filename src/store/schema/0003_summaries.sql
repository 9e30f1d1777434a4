-- Version 3: lists and totals of duties without reading what happened to each.
-- Which duties nobody owes is derived since 0.2; the mark of earlier programs goes.

DROP INDEX duty_open;

ALTER TABLE duty DROP COLUMN void;

CREATE INDEX duty_open ON duty (first_term) WHERE closed_on IS NULL;

CREATE INDEX duty_event_day ON duty_event (on_day);

-- The two tables below hold nothing of their own: both follow from the duties, their events and the succession of
-- offices, are kept in the transaction of the change, and `check` compares them with a recount.

-- A duty after all its events. "transferred_on" is the day on which successors owe it, 9999-12-31 for never.

CREATE TABLE duty_summary (
    duty           INTEGER NOT NULL PRIMARY KEY REFERENCES duty (id) ON DELETE RESTRICT,
    office         TEXT NOT NULL,
    tracked        INTEGER NOT NULL CHECK (tracked IN (0, 1)),
    phase          TEXT NOT NULL
                       CHECK (phase IN ('owed', 'returned', 'submitted', 'accepted', 'exempted', 'superseded')),
    opens_on       TEXT NOT NULL CHECK (opens_on IS date(opens_on)),
    deadline       TEXT NOT NULL CHECK (deadline IS date(deadline)),
    transferred_on TEXT NOT NULL CHECK (transferred_on IS date(transferred_on)),
    late           INTEGER NOT NULL CHECK (late IN (0, 1))
) STRICT;

CREATE INDEX duty_summary_open ON duty_summary (deadline, office)
    WHERE tracked = 1 AND phase IN ('owed', 'returned');

CREATE INDEX duty_summary_returned ON duty_summary (deadline, office) WHERE tracked = 1 AND phase = 'returned';

CREATE INDEX duty_summary_waiting ON duty_summary (deadline, office) WHERE tracked = 1 AND phase = 'submitted';

-- How many duties of a rule and a period are alike.

CREATE TABLE duty_count (
    rule           TEXT NOT NULL,
    period         TEXT NOT NULL CHECK (period GLOB '[12][0-9][0-9][0-9]*' AND length(period) BETWEEN 4 AND 10),
    tracked        INTEGER NOT NULL CHECK (tracked IN (0, 1)),
    phase          TEXT NOT NULL
                       CHECK (phase IN ('owed', 'returned', 'submitted', 'accepted', 'exempted', 'superseded')),
    opens_on       TEXT NOT NULL CHECK (opens_on IS date(opens_on)),
    deadline       TEXT NOT NULL CHECK (deadline IS date(deadline)),
    transferred_on TEXT NOT NULL CHECK (transferred_on IS date(transferred_on)),
    late           INTEGER NOT NULL CHECK (late IN (0, 1)),
    duties         INTEGER NOT NULL CHECK (duties > 0),
    PRIMARY KEY (rule, period, tracked, phase, opens_on, deadline, transferred_on, late)
) STRICT, WITHOUT ROWID;
