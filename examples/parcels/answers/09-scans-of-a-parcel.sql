WITH seen AS (
  SELECT s.*, d.name AS depot, d.country, d.code, c.name AS by, row_number() OVER (ORDER BY s.at DESC, s.id) AS n
  FROM scans s JOIN depots d ON (d.country, d.code) = (s.depot_country, s.depot_code) LEFT JOIN couriers c ON c.id = s.courier
  WHERE (s.carrier_code, s.number) = ('PP', 100010))
SELECT json_build_object('parcel', json_build_object('status', upper(p.status), 'deliveredAt', utc(p.delivered_at),
  'scans', json_build_object(
    'edges', (
      SELECT json_agg(json_build_object('node', json_build_object('id', id, 'at', utc(at), 'kind', upper(kind),
        'weightGrams', weight_grams, 'celsius', celsius::text, 'depot', json_build_object('name', depot),
        'courier', CASE WHEN by IS NOT NULL THEN json_build_object('name', by) END)) ORDER BY n)
      FROM seen WHERE n <= 5),
    'pageInfo', json_build_object('hasNextPage', (SELECT count(*) > 5 FROM seen))),
  'christmas', json_build_object('nodes', (
    SELECT coalesce(json_agg(json_build_object('at', utc(at), 'kind', upper(kind),
      'depot', json_build_object('country', country, 'code', code)) ORDER BY n), '[]')
    FROM seen WHERE at >= '2023-12-21T00:00:00Z' AND at < '2023-12-22T00:00:00Z'))))
FROM parcels p WHERE (p.carrier_code, p.number) = ('PP', 100010)
