SELECT json_build_object(
  'parcelByBarcode', (
    SELECT json_build_object('isHeavy', weight_grams > 20000 OR 'bulky' = ANY (string_to_array(coalesce(tags, ''), '|')),
      'declaredValue', declared_value::text, 'weightGrams', weight_grams,
      'valuePerKilogram', trim_scale(declared_value * 1000 / weight_grams)::text)
    FROM parcels WHERE barcode = '23-000020'),
  'invoiceByReference', (
    SELECT json_build_object('total', i.total::text, 'lines', (
      SELECT json_agg(json_build_object('quantity', l.quantity::text, 'unitPrice', l.unit_price::text, 'amount', l.amount::text,
        'rounding', (l.amount - l.quantity * l.unit_price)::text) ORDER BY l.position)
      FROM invoice_lines l WHERE (l.year, l.number) = (i.year, i.number)))
    FROM invoices i WHERE i.reference = '23-000050'))
