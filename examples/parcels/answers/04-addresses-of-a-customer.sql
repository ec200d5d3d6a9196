WITH place AS (
  SELECT a.id, json_build_object('country', a.country, 'postalCode', a.postal_code, 'city', a.city, 'lines', list(a.lines),
    'residents', (
      SELECT json_agg(json_build_object('role', x.role, 'customer', json_build_object('id', c.id::text, 'name', c.name))
        ORDER BY x.customer, x.role)
      FROM customer_addresses x JOIN customers c ON c.id = x.customer WHERE x.address = a.id)) AS address
  FROM addresses a),
found AS (
  SELECT c.tenant, json_build_object('id', c.id::text, 'name', c.name, 'company', c.company, 'email', c.email, 'phone', c.phone,
    'creditLimit', c.credit_limit::text, 'places', (
      SELECT json_agg(json_build_object('role', x.role, 'since', x.since, 'address', p.address) ORDER BY x.address, x.role)
      FROM customer_addresses x JOIN place p ON p.id = x.address WHERE x.customer = c.id)) AS customer
  FROM customers c WHERE c.reference = 'K-010')
SELECT json_build_object(
  'birke', (SELECT customer FROM found WHERE tenant = 'birke'),
  'cedar', (SELECT customer FROM found WHERE tenant = 'cedar'),
  'nobody', NULL)
