-- Version 4: counts that accumulate over a plan, and surveys that are taken every few years.

ALTER TABLE measure ADD COLUMN accumulates INTEGER NOT NULL DEFAULT 0 CHECK (accumulates IN (0, 1));

ALTER TABLE measure ADD COLUMN survey_years INTEGER CHECK (survey_years BETWEEN 2 AND 10);
