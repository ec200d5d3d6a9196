WITH seen AS (
  SELECT *, row_number() OVER (ORDER BY at, id) AS n FROM scans
  WHERE (depot_country, depot_code) = ('NO', 'N2') AND (at AT TIME ZONE 'UTC')::date IN ('2023-12-24', '2023-12-25', '2023-12-31'))
SELECT json_build_object('scans', json_build_object(
  'nodes', (
    SELECT json_agg(json_build_object('id', s.id, 'at', utc(s.at), 'day', s.day, 'kind', upper(s.kind), 'note', s.note,
      'courier', (SELECT json_build_object('name', c.name) FROM couriers c WHERE c.id = s.courier),
      'parcel', (SELECT json_build_object('barcode', p.barcode, 'tags', list(p.tags)) FROM parcels p
        WHERE (p.carrier_code, p.number) = (s.carrier_code, s.number))) ORDER BY n)
    FROM seen s WHERE n <= 40),
  'pageInfo', json_build_object('hasNextPage', (SELECT count(*) > 40 FROM seen))))
