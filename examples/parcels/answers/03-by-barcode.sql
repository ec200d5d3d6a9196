SELECT json_build_object('parcelsByBarcode', json_agg(
  CASE WHEN p.barcode IS NOT NULL THEN json_build_object('barcode', p.barcode, 'number', p.number, 'status', upper(p.status),
    'createdAt', utc(p.created_at), 'deliveredAt', utc(p.delivered_at),
    'destination', json_build_object('country', d.country, 'code', d.code, 'name', d.name)) END ORDER BY n))
FROM unnest(ARRAY['24-000001', '22-000001', '23-000678', '24-000001']) WITH ORDINALITY AS asked(barcode, n)
  LEFT JOIN parcels p ON p.barcode = asked.barcode
  LEFT JOIN depots d ON (d.country, d.code) = (p.destination_country, p.destination_code)
