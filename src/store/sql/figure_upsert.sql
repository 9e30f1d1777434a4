INSERT INTO figure (measure, office, period, series, quality, kind, value, numerator, denominator, milestone, note, by,
                    at, version)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
ON CONFLICT (measure, office, period, series, quality) DO UPDATE
SET kind        = excluded.kind,
    value       = excluded.value,
    numerator   = excluded.numerator,
    denominator = excluded.denominator,
    milestone   = excluded.milestone,
    note        = excluded.note,
    by          = excluded.by,
    at          = excluded.at,
    version     = excluded.version
