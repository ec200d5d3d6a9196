WITH what AS (
  SELECT p.carrier_code, json_build_object('barcode', p.barcode, 'number', p.number,
    'carrier', json_build_object('code', c.code, 'name', c.name), 'recipientName', p.recipient_name, 'contents', p.contents,
    'extras', coalesce((
      SELECT json_agg(json_build_object('fee', x.fee::text, 'note', x.note,
        'service', json_build_object('code', s.code, 'name', s.name, 'fee', s.fee::text)) ORDER BY x.service COLLATE "C")
      FROM parcel_services x JOIN services s ON s.code = x.service
      WHERE (x.carrier_code, x.number) = (p.carrier_code, p.number)), '[]')) AS parcel
  FROM parcels p JOIN carriers c ON c.code = p.carrier_code WHERE p.number = 100005)
SELECT json_build_object(
  'polly', (SELECT parcel FROM what WHERE carrier_code = 'PP'),
  'nordbote', (SELECT parcel FROM what WHERE carrier_code = 'NB'),
  'trans', (SELECT parcel FROM what WHERE carrier_code = 'TX'),
  'nobody', (SELECT parcel FROM what WHERE carrier_code = 'XX'))
