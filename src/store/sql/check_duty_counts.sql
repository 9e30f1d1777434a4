WITH counted AS (
    SELECT d.rule, d.period, s.tracked, s.phase, s.opens_on, s.deadline, s.transferred_on, s.late, count(*) AS duties
    FROM duty_summary s JOIN duty d ON d.id = s.duty
    GROUP BY d.rule, d.period, s.tracked, s.phase, s.opens_on, s.deadline, s.transferred_on, s.late
)
SELECT DISTINCT rule || ' ' || period FROM (
    SELECT * FROM (SELECT * FROM counted EXCEPT SELECT * FROM duty_count)
    UNION ALL
    SELECT * FROM (SELECT * FROM duty_count EXCEPT SELECT * FROM counted)
)
