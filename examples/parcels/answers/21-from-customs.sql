SELECT json_build_object('declaration', json_build_object('amount', amount(document), 'parcel', json_build_object('barcode', p.barcode,
  'sender', json_build_object('name', c.name,
    'invoices', json_build_object('nodes', (
      SELECT json_agg(json_build_object('reference', i.reference, 'state', upper(i.state), 'total', i.total::text, 'currency', i.currency)
        ORDER BY i.issued_on, i.year, i.number)
      FROM invoices i WHERE i.customer = c.id)),
    'sent', json_build_object('nodes', (
      SELECT json_agg(json_build_object('barcode', s.barcode, 'declaration', (
        SELECT json_build_object('id', x.document ->> '_id', 'amount', amount(x.document),
          'currency', coalesce(x.document #>> '{price,currency}', x.document ->> 'currency'), 'items', (
            SELECT json_agg(json_build_object('tariff', coalesce(i ->> 'hsCode', i ->> 'hs')) ORDER BY n)
            FROM json_array_elements(coalesce(x.document #> '{contents,lines}', x.document -> 'items')) WITH ORDINALITY AS e(i, n)))
        FROM customs x WHERE x.document ->> '_id' = s.declaration)) ORDER BY s.created_at, s.carrier_code, s.number)
      FROM (SELECT * FROM parcels s WHERE s.sender = c.id ORDER BY created_at, carrier_code, number LIMIT 3) AS s))),
  'charges', (
    SELECT coalesce(json_agg(json_build_object('amount', l.amount::text, 'invoice', json_build_object('reference', i.reference, 'dueOn', i.due_on))
      ORDER BY l.year, l.number, l.position), '[]')
    FROM invoice_lines l JOIN invoices i ON (i.year, i.number) = (l.year, l.number)
    WHERE (l.carrier_code, l.parcel_number) = (p.carrier_code, p.number)))))
FROM customs JOIN parcels p ON p.declaration = document ->> '_id' JOIN customers c ON c.id = p.sender
WHERE document ->> '_id' = 'CD-00166'
