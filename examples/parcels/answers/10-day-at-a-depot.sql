WITH seen AS (
  SELECT *, row_number() OVER (ORDER BY at, id) AS n FROM scans
  WHERE (depot_country, depot_code) = ('CH', 'C1') AND at >= '2023-12-22T06:00:00Z' AND at < '2023-12-23T00:00:00Z')
SELECT json_build_object('depot', json_build_object('name', d.name, 'scans', json_build_object(
  'nodes', (
    SELECT json_agg(json_build_object('at', utc(s.at), 'kind', upper(s.kind), 'parcel', (
      SELECT json_build_object('barcode', p.barcode,
        'sender', (SELECT json_build_object('name', c.name, 'tenant', json_build_object('code', c.tenant)) FROM customers c WHERE c.id = p.sender),
        'declaration', (SELECT json_build_object('amount', amount(document),
          'currency', coalesce(document #>> '{price,currency}', document ->> 'currency')) FROM customs WHERE document ->> '_id' = p.declaration))
      FROM parcels p WHERE (p.carrier_code, p.number) = (s.carrier_code, s.number))) ORDER BY n)
    FROM seen s WHERE n <= 6),
  'pageInfo', json_build_object('hasNextPage', (SELECT count(*) > 6 FROM seen)))))
FROM depots d WHERE (d.country, d.code) = ('CH', 'C1')
