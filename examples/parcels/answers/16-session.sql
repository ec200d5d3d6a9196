SELECT json_build_object(
  'session', (
    SELECT json_build_object('token', document ->> 'token', 'startedAt', document ->> 'startedAt', 'roles', document -> 'roles',
      'device', document -> 'device', 'courier', (
        SELECT json_build_object('name', c.name, 'hiredOn', c.hired_on, 'depot', json_build_object('name', d.name), 'position', (
          SELECT json_build_object('latitude', x.latitude, 'longitude', x.longitude, 'speedKmh', x.speed_kmh)
          FROM positions x WHERE x.courier = c.id))
        FROM couriers c JOIN depots d ON (d.country, d.code) = (c.depot_country, c.depot_code)
        WHERE c.id = (document ->> 'courier')::bigint))
    FROM sessions WHERE document ->> 'token' = '3ff4b270c3ce'),
  'gone', NULL)
