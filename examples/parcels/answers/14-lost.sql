WITH lost AS (
  SELECT *, row_number() OVER (ORDER BY created_at DESC, carrier_code DESC, number DESC) AS n
  FROM parcels WHERE status = 'lost')
SELECT json_build_object('parcels', json_build_object(
  'nodes', (
    SELECT json_agg(json_build_object('barcode', p.barcode, 'createdAt', utc(p.created_at), 'weightGrams', p.weight_grams,
      'lastScan', (
        SELECT json_build_object('kind', upper(s.kind), 'at', utc(s.at), 'depot', json_build_object('name', d.name, 'country', d.country))
        FROM scans s JOIN depots d ON (d.country, d.code) = (s.depot_country, s.depot_code)
        WHERE (s.carrier_code, s.number) = (p.carrier_code, p.number) ORDER BY s.at DESC, s.id LIMIT 1),
      'sender', (SELECT json_build_object('name', c.name, 'email', c.email) FROM customers c WHERE c.id = p.sender)) ORDER BY n DESC)
    FROM lost p WHERE n <= 5),
  'pageInfo', json_build_object('hasPreviousPage', (SELECT count(*) > 5 FROM lost), 'hasNextPage', false)))
