SELECT json_build_object('claims', json_build_object(
  'nodes', (
    SELECT json_agg(json_build_object('id', x.id, 'reason', x.reason, 'amount', x.amount::text, 'openedAt', utc(x.opened_at),
      'decidedAt', utc(x.decided_at), 'customer', (SELECT json_build_object('id', c.id::text, 'name', c.name) FROM customers c WHERE c.id = x.customer),
      'tenant', json_build_object('code', x.tenant)) ORDER BY x.opened_at, x.id)
    FROM (SELECT * FROM claims WHERE state = 'granted' ORDER BY opened_at, id LIMIT 6) AS x),
  'pageInfo', json_build_object('hasNextPage', (SELECT count(*) > 6 FROM claims WHERE state = 'granted'))))
