WITH RECURSIVE up AS (
  SELECT d.country, d.code, d.name, d.docks, d.hub_country, d.hub_code, 0 AS far
  FROM depots d WHERE (d.country, d.code) = ('NO', 'N2')
  UNION ALL
  SELECT d.country, d.code, d.name, d.docks, d.hub_country, d.hub_code, up.far + 1
  FROM depots d JOIN up ON (d.country, d.code) = (up.hub_country, up.hub_code)),
down AS (
  SELECT d.country, d.code FROM depots d WHERE (d.hub_country, d.hub_code) = ('DE', 'C1')
  UNION
  SELECT d.country, d.code FROM depots d JOIN down ON (d.hub_country, d.hub_code) = (down.country, down.code)),
page AS (SELECT country, code FROM down ORDER BY country COLLATE "C", code COLLATE "C" LIMIT 3)
SELECT json_build_object(
  'farthest', json_build_object(
    'name', (SELECT name FROM up WHERE far = 0),
    'hubs', (SELECT json_agg(json_build_object('name', name, 'docks', docks) ORDER BY far) FROM up WHERE far > 0),
    'byName', (SELECT json_agg(json_build_object('name', name) ORDER BY name COLLATE "C") FROM up WHERE far > 0),
    'root', (SELECT json_build_object('country', country, 'code', code, 'name', name) FROM up ORDER BY far DESC LIMIT 1),
    'hubsByEdges', (
      SELECT json_agg(json_build_object('name', name) ORDER BY far) FROM up WHERE far > 0)),
  'top', json_build_object(
    'hubs', '[]'::json,
    'root', NULL,
    'catchment', json_build_object(
      'nodes', (SELECT json_agg(json_build_object('country', country, 'code', code)) FROM page),
      'pageInfo', json_build_object('hasNextPage', (SELECT count(*) > 3 FROM down)))))
