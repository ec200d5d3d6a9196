SELECT json_build_object('tenant', json_build_object('name', t.name, 'parcels', json_build_object('nodes', (
  SELECT json_agg(json_build_object('barcode', p.barcode, 'createdAt', utc(p.created_at), 'status', upper(p.status),
    'city', (SELECT name FROM depots d WHERE (d.country, d.code) = (p.destination_country, p.destination_code)),
    'customsValue', (SELECT amount(document) FROM customs WHERE document ->> '_id' = p.declaration), 'currency', p.currency,
    'sender', (SELECT json_build_object('reference', c.reference, 'name', c.name) FROM customers c WHERE c.id = p.sender),
    'extras', (
      SELECT coalesce(json_agg(json_build_object('service', json_build_object('code', x.service)) ORDER BY x.service), '[]')
      FROM parcel_services x WHERE (x.carrier_code, x.number) = (p.carrier_code, p.number)))
    ORDER BY p.created_at, p.carrier_code, p.number)
  FROM parcels p WHERE p.tenant = t.code AND p.created_at >= '2023-12-31T20:00:00Z' AND p.created_at < '2024-01-01T06:00:00Z'))))
FROM tenants t WHERE t.code = 'fjord'
