SELECT json_build_object('claims', json_build_object('nodes', (
  SELECT json_agg(json_build_object('reason', x.reason, 'amount', x.amount::text,
    'parcel', (
      SELECT json_build_object('barcode', p.barcode, 'status', upper(p.status),
        'isHeavy', p.weight_grams > 20000 OR 'bulky' = ANY (string_to_array(coalesce(p.tags, ''), '|')))
      FROM parcels p WHERE x.subject_type = 'parcel' AND p.barcode = x.subject_id),
    'invoice', (
      SELECT json_build_object('reference', i.reference, 'total', i.total::text)
      FROM invoices i WHERE x.subject_type = 'invoice' AND i.reference = x.subject_id)) ORDER BY x.opened_at, x.id)
  FROM (SELECT * FROM claims WHERE state = 'refused' ORDER BY opened_at, id LIMIT 12) AS x)))
