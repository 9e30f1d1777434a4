SELECT office,
       sum(phase IN ('submitted', 'accepted') AND late = 0),
       sum(phase IN ('submitted', 'accepted') AND late = 1),
       sum(phase IN ('owed', 'returned') AND deadline >= ?1),
       sum(phase IN ('owed', 'returned') AND deadline < ?1),
       sum(phase = 'owed' AND deadline BETWEEN ?1 AND ?2),
       sum(phase = 'returned' AND deadline >= ?1)
FROM duty_summary
WHERE tracked = 1 AND phase IN ('owed', 'returned', 'submitted', 'accepted') AND transferred_on > ?1
  AND (opens_on <= ?1 OR phase IN ('submitted', 'accepted'))
GROUP BY office
