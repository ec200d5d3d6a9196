WITH up AS (
  SELECT d.country || '-' || d.code AS id, hubs.hub AS above, d.name
  FROM depots d LEFT JOIN hubs ON hubs.depot = d.country || '-' || d.code),
chain AS (
  SELECT a.name AS n0, b.name AS n1, c.name AS n2, d.name AS n3, e.name AS n4
  FROM up a JOIN up b ON b.id = a.above JOIN up c ON c.id = b.above LEFT JOIN up d ON d.id = c.above LEFT JOIN up e ON e.id = d.above
  WHERE a.id = 'NO-N2')
SELECT json_build_object(
  'depot', json_build_object('name', 'Kassel', 'hub', NULL, 'above', '[]'::json, 'satellites', (
    SELECT json_agg(json_build_object('country', s.country, 'name', s.name, 'satellites', coalesce((
      SELECT json_agg(json_build_object('country', t.country, 'name', t.name) ORDER BY t.country, t.code)
      FROM depots t WHERE (t.hub_country, t.hub_code) = (s.country, s.code)), '[]')) ORDER BY s.country, s.code)
    FROM depots s WHERE (s.hub_country, s.hub_code) = ('DE', 'C1'))),
  'farthest', (
    SELECT json_build_object('name', n0,
      'hub', json_build_object('name', n1, 'hub', json_build_object('name', n2, 'hub', json_build_object('name', n3,
        'hub', CASE WHEN n4 IS NOT NULL THEN json_build_object('name', n4) END))),
      'above', json_build_array(json_build_object('depot', json_build_object('name', n1, 'above', json_build_array(
        json_build_object('depot', json_build_object('name', n2, 'above', json_build_array(
          json_build_object('depot', json_build_object('name', n3, 'above',
            CASE WHEN n4 IS NULL THEN '[]'::json ELSE json_build_array(json_build_object('depot', json_build_object('name', n4))) END))))))))))
    FROM chain))
