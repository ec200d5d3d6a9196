WITH what AS (
  SELECT document ->> '_id' AS id, json_build_object('id', document ->> '_id', 'version', document -> 'v', 'amount', amount(document),
    'currency', coalesce(document #>> '{price,currency}', document ->> 'currency'),
    'created', document #>> '{created,$date}', 'reason', document ->> 'reason', 'extra', document -> 'extra',
    'items', (
      SELECT json_agg(json_build_object('description', coalesce(i ->> 'text', i ->> 'description'),
        'tariff', coalesce(i ->> 'hsCode', i ->> 'hs'), 'quantity', i -> 'quantity', 'grams', i -> 'grams', 'amount', amount(i)) ORDER BY n)
      FROM json_array_elements(coalesce(document #> '{contents,lines}', document -> 'items')) WITH ORDINALITY AS e(i, n)),
    'parcel', (
      SELECT json_build_object('barcode', p.barcode, 'declaredValue', p.declared_value::text,
        'origin', (SELECT json_build_object('name', name, 'country', country) FROM depots WHERE (country, code) = (p.origin_country, p.origin_code)),
        'destination', (SELECT json_build_object('name', name, 'country', country) FROM depots WHERE (country, code) = (p.destination_country, p.destination_code)))
      FROM parcels p WHERE p.carrier_code = document #>> '{parcel,carrier}'
        AND p.number = (document #>> '{parcel,number,$numberLong}')::bigint)) AS found
  FROM customs WHERE document ->> 'kind' = 'declaration')
SELECT json_build_object(
  'second', (SELECT found FROM what WHERE id = 'CD-00001'),
  'first', (SELECT found FROM what WHERE id = 'CD-00002'))
