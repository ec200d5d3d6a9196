WITH refused AS (
  SELECT *, row_number() OVER (ORDER BY opened_at DESC, id DESC) AS n FROM claims WHERE state = 'refused')
SELECT json_build_object('claims', json_build_object(
  'nodes', (
    SELECT json_agg(json_build_object('openedAt', utc(r.opened_at), 'decidedAt', utc(r.decided_at), 'amount', r.amount::text,
      'customer', json_build_object('name', c.name, 'invoices', json_build_object('nodes', (
        SELECT coalesce(json_agg(json_build_object('reference', i.reference, 'dueOn', i.due_on, 'total', i.total::text)
          ORDER BY i.issued_on, i.year, i.number), '[]')
        FROM invoices i WHERE i.customer = c.id)))) ORDER BY n DESC)
    FROM refused r JOIN customers c ON c.id = r.customer WHERE n <= 3),
  'pageInfo', json_build_object('hasPreviousPage', (SELECT count(*) > 3 FROM refused), 'hasNextPage', false)))
