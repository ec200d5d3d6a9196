WITH lane AS (
  SELECT l.*, d.country, d.code, d.name, d.region FROM lanes l JOIN depots d ON d.country || '-' || d.code = l.destination),
back AS (
  SELECT l.*, d.country, d.code, d.name, d.docks FROM lanes l JOIN depots d ON d.country || '-' || d.code = l.origin)
SELECT json_build_object(
  'oslo', json_build_object('name', 'Oslo', 'nearest', (
    SELECT json_agg(json_build_object('distanceKm', distance_km, 'mode', mode, 'departs', left(departs, 8),
      'depot', json_build_object('country', country, 'name', name, 'region', region)) ORDER BY distance_km)
    FROM (SELECT * FROM lane WHERE origin = 'NO-C1' ORDER BY distance_km LIMIT 8) AS page)),
  'hamburg', json_build_object('name', 'Hamburg',
    'lanes', json_build_object(
      'nodes', (
        SELECT json_agg(json_build_object('distanceKm', distance_km, 'mode', mode,
          'depot', json_build_object('country', country, 'code', code, 'name', name)) ORDER BY country, code)
        FROM (SELECT * FROM lane WHERE origin = 'DE-N1' ORDER BY country, code LIMIT 3) AS page),
      'pageInfo', json_build_object('hasNextPage', (SELECT count(*) > 3 FROM lane WHERE origin = 'DE-N1'))),
    'inbound', json_build_object('nodes', (
      SELECT json_agg(json_build_object('distanceKm', distance_km, 'mode', mode, 'departs', left(departs, 8),
        'depot', json_build_object('name', name, 'docks', docks)) ORDER BY country, code)
      FROM (SELECT * FROM back WHERE destination = 'DE-N1' ORDER BY country, code LIMIT 2) AS page))))
