WITH ranked AS (
  SELECT s.*, row_number() OVER (PARTITION BY depot_country, depot_code, day ORDER BY deliveries DESC, s.courier::text COLLATE "C" DESC) - 1 AS place
  FROM shifts s)
SELECT json_build_object(
  'shift', json_build_object('nodes', (
    SELECT json_agg(json_build_object('place', r.place, 'deliveries', r.deliveries, 'courier', (
      SELECT json_build_object('id', c.id::text, 'name', c.name, 'vehicle', upper(c.vehicle), 'depot', json_build_object('name', d.name))
      FROM couriers c JOIN depots d ON (d.country, d.code) = (c.depot_country, c.depot_code) WHERE c.id = r.courier)) ORDER BY r.place)
    FROM ranked r WHERE (r.depot_country, r.depot_code, r.day) = ('DE', 'S2', '2023-12-27'))),
  'depotsByKey', (
    SELECT json_agg(CASE WHEN d.code IS NOT NULL THEN json_build_object('name', d.name,
      'present', (
        SELECT coalesce(json_agg(json_build_object('courier', json_build_object('name', c.name, 'vehicle', upper(c.vehicle), 'position',
          (SELECT json_build_object('speedKmh', x.speed_kmh, 'heading', x.heading, 'at', utc(x.at)) FROM positions x WHERE x.courier = c.id)))
          ORDER BY c.id::text COLLATE "C"), '[]')
        FROM on_shift o JOIN couriers c ON c.id = o.courier WHERE (o.depot_country, o.depot_code) = (d.country, d.code)),
      'shift', json_build_object('nodes', (
        SELECT coalesce(json_agg(json_build_object('deliveries', r.deliveries, 'courier', json_build_object('name', c.name))), '[]')
        FROM ranked r JOIN couriers c ON c.id = r.courier
        WHERE (r.depot_country, r.depot_code, r.day) = (d.country, d.code, '2024-01-03') AND r.place = 0))) END ORDER BY n)
    FROM (VALUES (1, 'NL', 'S1'), (2, 'NL', 'X9'), (3, 'ES', 'N1')) AS k(n, country, code)
      LEFT JOIN depots d ON (d.country, d.code) = (k.country, k.code)))
