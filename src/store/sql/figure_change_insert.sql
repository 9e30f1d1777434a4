INSERT INTO figure_change (measure, office, period, series, quality, kind, value, numerator, denominator, milestone,
                           note, by, at, version)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
