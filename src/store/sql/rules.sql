SELECT plan,
       id,
       no,
       kind,
       label,
       to_office,
       to_group,
       to_words,
       via,
       wording,
       before,
       recurrence,
       first,
       last,
       data_period,
       outside
FROM rule
ORDER BY plan, position
