-- Version 5: every list of duties by an index: what was accepted, what does not count, and what each office has.

CREATE INDEX duty_summary_accepted ON duty_summary (deadline, office) WHERE tracked = 1 AND phase = 'accepted';

CREATE INDEX duty_summary_uncounted ON duty_summary (deadline, office)
    WHERE tracked = 0 OR phase = 'exempted' OR transferred_on < '9999-12-31';

CREATE INDEX duty_summary_of_office ON duty_summary (office, phase, late, deadline, opens_on, transferred_on)
    WHERE tracked = 1;
