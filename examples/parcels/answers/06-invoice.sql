SELECT json_build_object(
  'invoiceByReference', (
    SELECT json_build_object('year', i.year, 'number', i.number, 'state', upper(i.state), 'currency', i.currency,
      'total', i.total::text, 'issuedOn', i.issued_on, 'dueOn', i.due_on, 'paidAt', utc(i.paid_at),
      'customer', json_build_object('name', c.name, 'tenant', json_build_object('name', t.name)),
      'lines', (
        SELECT json_agg(json_build_object('position', l.position, 'text', l.text, 'quantity', l.quantity::text,
          'unitPrice', l.unit_price::text, 'amount', l.amount::text, 'parcel', CASE WHEN p.barcode IS NOT NULL THEN
            json_build_object('barcode', p.barcode, 'weightGrams', p.weight_grams) END) ORDER BY l.position)
        FROM invoice_lines l LEFT JOIN parcels p ON (p.carrier_code, p.number) = (l.carrier_code, l.parcel_number)
        WHERE (l.year, l.number) = (i.year, i.number)))
    FROM invoices i JOIN customers c ON c.id = i.customer JOIN tenants t ON t.code = c.tenant
    WHERE i.reference = '23-000050'),
  'parcelByBarcode', (
    SELECT json_build_object('barcode', p.barcode, 'recipientName', p.recipient_name, 'charges', (
      SELECT json_agg(json_build_object('amount', l.amount::text, 'text', l.text,
        'invoice', json_build_object('year', l.year, 'number', l.number)) ORDER BY l.year, l.number, l.position)
      FROM invoice_lines l WHERE (p.carrier_code, p.number) = (l.carrier_code, l.parcel_number)))
    FROM parcels p WHERE p.barcode = '23-000050'))
