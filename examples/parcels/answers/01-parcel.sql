SELECT json_build_object('parcel', json_build_object(
  'barcode', p.barcode, 'status', upper(p.status), 'weightGrams', p.weight_grams, 'declaredValue', p.declared_value::text,
  'currency', p.currency, 'tags', list(p.tags), 'createdAt', utc(p.created_at), 'promisedOn', p.promised_on,
  'carrier', json_build_object('name', c.name),
  'sender', json_build_object('name', s.name, 'tenant', json_build_object('name', t.name)),
  'recipientName', p.recipient_name, 'recipient', json_build_object('id', p.recipient::text),
  'origin', json_build_object('country', o.country, 'name', o.name, 'above',
    json_build_array(json_build_object('depot', json_build_object('name', h.name)))),
  'destination', json_build_object('country', d.country, 'name', d.name, 'couriers', (
    SELECT json_agg(json_build_object('name', k.name, 'position', CASE WHEN x.courier IS NOT NULL THEN
      json_build_object('latitude', x.latitude, 'longitude', x.longitude, 'heading', x.heading) END) ORDER BY k.id)
    FROM couriers k LEFT JOIN positions x ON x.courier = k.id
    WHERE (k.depot_country, k.depot_code) = (d.country, d.code))),
  'declaration', (
    SELECT json_build_object('amount', amount(document), 'currency', coalesce(document #>> '{price,currency}', document ->> 'currency'),
      'items', (SELECT json_agg(json_build_object('description', coalesce(i ->> 'text', i ->> 'description'),
        'quantity', i -> 'quantity', 'amount', amount(i)) ORDER BY n)
        FROM json_array_elements(coalesce(document #> '{contents,lines}', document -> 'items')) WITH ORDINALITY AS e(i, n)))
    FROM customs WHERE document ->> '_id' = p.declaration),
  'lastScan', (
    SELECT json_build_object('kind', upper(z.kind), 'at', utc(z.at), 'depot', json_build_object('name', zd.name),
      'courier', json_build_object('name', zc.name))
    FROM scans z JOIN depots zd ON (zd.country, zd.code) = (z.depot_country, z.depot_code) JOIN couriers zc ON zc.id = z.courier
    WHERE (z.carrier_code, z.number) = (p.carrier_code, p.number) ORDER BY z.at DESC, z.id LIMIT 1)))
FROM parcels p JOIN carriers c ON c.code = p.carrier_code JOIN customers s ON s.id = p.sender JOIN tenants t ON t.code = s.tenant
  JOIN depots o ON (o.country, o.code) = (p.origin_country, p.origin_code)
  JOIN hubs ON hubs.depot = o.country || '-' || o.code JOIN depots h ON hubs.hub = h.country || '-' || h.code
  JOIN depots d ON (d.country, d.code) = (p.destination_country, p.destination_code)
WHERE (p.carrier_code, p.number) = ('PP', 100422)
