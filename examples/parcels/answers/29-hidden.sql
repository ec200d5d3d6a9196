SELECT json_build_object(
  'customer', NULL,
  'depotsByKey', json_build_array(NULL, (
    SELECT json_build_object('name', d.name, 'couriers', (
      SELECT json_agg(json_build_object('name', k.name) ORDER BY k.id) FROM couriers k
      WHERE (k.depot_country, k.depot_code) = (d.country, d.code)))
    FROM depots d WHERE (d.country, d.code) = ('DE', 'W1'))),
  'customers', json_build_object('totalCount', (SELECT count(*) FROM customers WHERE tenant = 'holm'), 'nodes', (
    SELECT json_agg(json_build_object('id', c.id::text, 'name', c.name) ORDER BY c.id)
    FROM (SELECT * FROM customers WHERE tenant = 'holm' ORDER BY id LIMIT 3) AS c)),
  'parcels', json_build_object('totalCount', (SELECT count(*) FROM parcels WHERE status = 'lost'), 'nodes', (
    SELECT json_agg(json_build_object('barcode', p.barcode,
      'sender', (SELECT json_build_object('name', name) FROM customers WHERE id = p.sender),
      'recipient', (SELECT json_build_object('name', name) FROM customers WHERE id = p.recipient),
      'origin', (SELECT json_build_object('name', name) FROM depots WHERE (country, code) = (p.origin_country, p.origin_code)))
      ORDER BY p.created_at, p.carrier_code, p.number)
    FROM (SELECT * FROM parcels WHERE status = 'lost' ORDER BY created_at, carrier_code, number LIMIT 5) AS p)))
