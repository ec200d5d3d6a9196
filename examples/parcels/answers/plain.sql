-- All data of the example in one PostgreSQL: a table for each file of data/, of that name, its columns in the file's order.
-- The files named NN-name.sql compute from it what the query of that name answers.
CREATE SCHEMA plain;
SET search_path = plain;

CREATE TABLE tenants (code text, name text, currency text);
CREATE TABLE services (code text, name text, fee numeric(8, 4));
CREATE TABLE carriers (code text, name text);
CREATE TABLE depots (
  country text, code text, name text, latitude float8, longitude float8, region text, hub_country text, hub_code text,
  opened_on date, docks int, deleted_at timestamptz);
CREATE TABLE hubs (depot text, hub text);
CREATE TABLE lanes (origin text, destination text, distance_km int, mode text, departs text);
CREATE TABLE couriers (
  id bigint, name text, depot_country text, depot_code text, vehicle text, hired_on date, deleted_at timestamptz);
CREATE TABLE customers (
  id bigint, tenant text, reference text, name text, company text, email text, phone text, language text,
  credit_limit numeric(12, 2), created_at timestamptz, deleted_at timestamptz);
CREATE TABLE addresses (id bigint, country text, postal_code text, city text, lines text);
CREATE TABLE customer_addresses (customer bigint, address bigint, role text, since date);
CREATE TABLE parcels (
  carrier_code text, number bigint, barcode text, tenant text, sender bigint, recipient bigint, recipient_name text,
  origin_country text, origin_code text, destination_country text, destination_code text, status text, weight_grams int,
  declared_value numeric(12, 2), currency text, contents text, tags text, declaration text, created_at timestamptz,
  promised_on date, delivered_at timestamptz, deleted_at timestamptz);
CREATE TABLE parcel_services (carrier_code text, number bigint, service text, fee numeric(8, 4), note text);
CREATE TABLE invoices (
  year int, number int, reference text, tenant text, customer bigint, issued_on date, due_on date, state text,
  currency text, total numeric(14, 2), paid_at timestamptz, deleted_at timestamptz);
CREATE TABLE invoice_lines (
  year int, number int, position int, carrier_code text, parcel_number bigint, text text, quantity numeric(10, 3),
  unit_price numeric(12, 4), amount numeric(14, 2));
CREATE TABLE claims (
  id uuid, tenant text, customer bigint, subject_type text, subject_id text, reason text, amount numeric(12, 2),
  state text, opened_at timestamptz, decided_at timestamptz);
CREATE TABLE scans (
  id text, carrier_code text, number bigint, at timestamptz, day date, kind text, depot_country text, depot_code text,
  courier bigint, weight_grams int, celsius numeric, note text);
CREATE TABLE shifts (depot_country text, depot_code text, day date, courier bigint, deliveries int);
CREATE TABLE positions (courier bigint, latitude float8, longitude float8, heading int, speed_kmh float8, at timestamptz);
CREATE TABLE on_shift (depot_country text, depot_code text, courier bigint);
CREATE TABLE customs (document json);
CREATE TABLE sessions (document json);

-- As the gateway writes a time: UTC, and no more of a second than there is.
CREATE FUNCTION utc(at timestamptz) RETURNS text LANGUAGE sql AS $$
  SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS')
    || CASE WHEN date_trunc('second', at) = at THEN '' ELSE to_char(at, '.MS') END || 'Z'
$$;

-- A list in one cell.
CREATE FUNCTION list(cell text) RETURNS json LANGUAGE sql AS $$
  SELECT CASE WHEN cell IS NULL THEN '[]'::json ELSE to_json(string_to_array(cell, '|')) END
$$;

-- Either version of a document's price.
CREATE FUNCTION amount(document json) RETURNS text LANGUAGE sql AS $$
  SELECT coalesce(document #>> '{price,amount,$numberDecimal}', document #>> '{price,$numberDecimal}')
$$;

-- What is deleted is not there for anybody.
CREATE SCHEMA living;
CREATE VIEW living.depots AS SELECT * FROM plain.depots WHERE deleted_at IS NULL;
CREATE VIEW living.couriers AS SELECT * FROM plain.couriers WHERE deleted_at IS NULL;
CREATE VIEW living.customers AS SELECT * FROM plain.customers WHERE deleted_at IS NULL;
CREATE VIEW living.parcels AS SELECT * FROM plain.parcels WHERE deleted_at IS NULL;
CREATE VIEW living.invoices AS SELECT * FROM plain.invoices WHERE deleted_at IS NULL;
SET search_path = living, plain;
