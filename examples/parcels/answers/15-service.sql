SELECT json_build_object('services', json_agg(json_build_object('code', s.code, 'fee', s.fee::text, 'orders', json_build_object(
  'nodes', (
    SELECT json_agg(json_build_object('fee', x.fee::text, 'note', x.note, 'parcel', (
      SELECT json_build_object('barcode', p.barcode, 'tags', list(p.tags)) FROM parcels p
      WHERE (p.carrier_code, p.number) = (x.carrier_code, x.number))) ORDER BY x.carrier_code, x.number)
    FROM (SELECT * FROM parcel_services x WHERE x.service = s.code ORDER BY carrier_code, number LIMIT 2) AS x),
  'pageInfo', json_build_object('hasNextPage', (SELECT count(*) > 2 FROM parcel_services x WHERE x.service = s.code)))) ORDER BY s.code))
FROM services s
