SELECT json_build_object('tenants', json_agg(json_build_object('code', t.code, 'name', t.name, 'currency', t.currency,
  'customers', json_build_object(
    'nodes', (
      SELECT json_agg(json_build_object('reference', reference, 'name', name, 'language', language) ORDER BY id)
      FROM (SELECT * FROM customers c WHERE c.tenant = t.code ORDER BY id LIMIT 2) AS page),
    'pageInfo', json_build_object('hasNextPage', (SELECT count(*) > 2 FROM customers c WHERE c.tenant = t.code))))
  ORDER BY t.code))
FROM tenants t
