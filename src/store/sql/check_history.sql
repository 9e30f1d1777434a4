SELECT f.measure || ' ' || f.office || ' ' || f.period || ' ' || f.series || ' ' || f.quality
FROM figure f
LEFT JOIN figure_change c
       ON c.measure = f.measure AND c.office = f.office AND c.period = f.period AND c.series = f.series
      AND c.quality = f.quality AND c.version = f.version
WHERE c.no IS NULL
   OR c.kind <> f.kind
   OR c.value IS NOT f.value
   OR c.numerator IS NOT f.numerator
   OR c.denominator IS NOT f.denominator
   OR c.milestone IS NOT f.milestone
   OR c.note IS NOT f.note
   OR c.by <> f.by
   OR c.at <> f.at
UNION ALL
SELECT c.measure || ' ' || c.office || ' ' || c.period || ' ' || c.series || ' ' || c.quality
FROM figure_change c
LEFT JOIN figure f
       ON f.measure = c.measure AND f.office = c.office AND f.period = c.period AND f.series = c.series
      AND f.quality = c.quality
WHERE NOT EXISTS (
          SELECT 1 FROM figure_change n
          WHERE n.measure = c.measure AND n.office = c.office AND n.period = c.period AND n.series = c.series
            AND n.quality = c.quality AND n.version > c.version)
  AND CASE c.kind WHEN 'withdrawn' THEN f.version IS NOT NULL ELSE f.version IS NOT c.version END
