-- PostgreSQL: three schemas, each of a team of its own. Rows are never deleted: `deleted_at` says that they are.

CREATE SCHEMA crm;
CREATE SCHEMA ops;
CREATE SCHEMA billing;

-- ---- crm: who sends, and where they live --------------------------------------------------------

CREATE TABLE crm.tenant (
  code     text PRIMARY KEY,
  name     text NOT NULL,
  currency text NOT NULL                    -- ISO 4217
);

CREATE TABLE crm.customer (
  id           bigint PRIMARY KEY,
  tenant       text NOT NULL REFERENCES crm.tenant,
  reference    text NOT NULL,               -- the tenant's own number for it
  name         text NOT NULL,
  company      text,
  email        text,
  phone        text,
  language     text,                        -- ISO 639-1
  credit_limit numeric(12, 2),
  created_at   timestamptz NOT NULL,
  deleted_at   timestamptz,
  UNIQUE (tenant, reference)
);
CREATE INDEX customer_by_tenant ON crm.customer (tenant, id);
CREATE INDEX customer_by_name ON crm.customer (tenant, name, id);
CREATE INDEX customer_by_age ON crm.customer (created_at, id);

CREATE TABLE crm.address (
  id          bigint PRIMARY KEY,
  country     char(2) NOT NULL,
  postal_code text,
  city        text NOT NULL,
  lines       text[] NOT NULL               -- street and what goes above and below it
);
CREATE INDEX address_by_country ON crm.address (country, id);
CREATE INDEX address_by_city ON crm.address (country, city, id);

-- Customers and addresses are many to many; one address may be the same customer's in several roles.
CREATE TABLE crm.customer_address (
  customer bigint NOT NULL REFERENCES crm.customer,
  address  bigint NOT NULL REFERENCES crm.address,
  role     text NOT NULL,                   -- HOME BILLING PICKUP NEIGHBOUR
  since    date,
  PRIMARY KEY (customer, address, role)
);
CREATE INDEX customer_address_by_address ON crm.customer_address (address, customer, role);

-- ---- ops: parcels and how they move -------------------------------------------------------------

CREATE TABLE ops.carrier (
  code text PRIMARY KEY,
  name text NOT NULL
);

CREATE TABLE ops.depot (
  country     char(2) NOT NULL,
  code        text NOT NULL,                -- unique within the country only
  name        text NOT NULL,
  latitude    double precision NOT NULL,
  longitude   double precision NOT NULL,
  region      text NOT NULL,                -- CENTRAL NORTH SOUTH WEST
  hub_country char(2),                      -- none for the root
  hub_code    text,
  opened_on   date NOT NULL,
  docks       integer,
  deleted_at  timestamptz,
  PRIMARY KEY (country, code),
  FOREIGN KEY (hub_country, hub_code) REFERENCES ops.depot
);
CREATE INDEX depot_by_hub ON ops.depot (hub_country, hub_code, country, code);
CREATE INDEX depot_by_region ON ops.depot (region, country, code);
CREATE INDEX depot_by_region_and_name ON ops.depot (region, name, country, code);

CREATE TABLE ops.courier (
  id            bigint PRIMARY KEY,
  name          text NOT NULL,
  depot_country char(2) NOT NULL,
  depot_code    text NOT NULL,
  vehicle       text,                       -- van bicycle truck, or their own
  hired_on      date NOT NULL,
  deleted_at    timestamptz,
  FOREIGN KEY (depot_country, depot_code) REFERENCES ops.depot
);
CREATE INDEX courier_by_depot ON ops.courier (depot_country, depot_code, id);

CREATE TABLE ops.service (
  code text PRIMARY KEY,
  name text NOT NULL,
  fee  numeric(8, 4) NOT NULL               -- in the tenant's currency; a locker is a reduction
);

CREATE TYPE ops.parcel_status AS ENUM ('announced', 'in_transit', 'out_for_delivery', 'delivered', 'returned', 'lost');

CREATE TABLE ops.parcel (
  carrier_code        text NOT NULL REFERENCES ops.carrier,
  number              bigint NOT NULL,      -- unique within the carrier only
  barcode             text NOT NULL UNIQUE,
  tenant              text NOT NULL REFERENCES crm.tenant,
  sender              bigint NOT NULL REFERENCES crm.customer,
  recipient           bigint REFERENCES crm.customer,   -- where it is a customer too
  recipient_name      text NOT NULL,
  origin_country      char(2) NOT NULL,
  origin_code         text NOT NULL,
  destination_country char(2) NOT NULL,
  destination_code    text NOT NULL,
  status              ops.parcel_status NOT NULL,
  weight_grams        integer NOT NULL,
  declared_value      numeric(12, 2),
  currency            text,
  contents            text,
  tags                text[] NOT NULL,
  declaration         text,                 -- the document of customs, in another store
  created_at          timestamptz NOT NULL,
  promised_on         date,
  delivered_at        timestamptz,
  deleted_at          timestamptz,
  PRIMARY KEY (carrier_code, number),
  FOREIGN KEY (origin_country, origin_code) REFERENCES ops.depot,
  FOREIGN KEY (destination_country, destination_code) REFERENCES ops.depot
);
CREATE INDEX parcel_by_sender ON ops.parcel (sender, created_at, carrier_code, number);
CREATE INDEX parcel_by_recipient ON ops.parcel (recipient, created_at, carrier_code, number);
CREATE INDEX parcel_by_tenant ON ops.parcel (tenant, created_at, carrier_code, number);
CREATE INDEX parcel_by_status ON ops.parcel (status, created_at, carrier_code, number);
CREATE INDEX parcel_by_origin ON ops.parcel (origin_country, origin_code, created_at, carrier_code, number);
CREATE INDEX parcel_by_destination ON ops.parcel (destination_country, destination_code, created_at, carrier_code, number);

-- Parcels and services are many to many; the fee is that of the day.
CREATE TABLE ops.parcel_service (
  carrier_code text NOT NULL,
  number       bigint NOT NULL,
  service      text NOT NULL REFERENCES ops.service,
  fee          numeric(8, 4) NOT NULL,
  note         text,
  PRIMARY KEY (carrier_code, number, service),
  FOREIGN KEY (carrier_code, number) REFERENCES ops.parcel
);
CREATE INDEX parcel_service_by_service ON ops.parcel_service (service, carrier_code, number);

-- ---- billing: what it costs, and what went wrong ------------------------------------------------

CREATE TABLE billing.invoice (
  year       integer NOT NULL,
  number     integer NOT NULL,              -- begins anew each year
  reference  text NOT NULL UNIQUE,          -- looks like a parcel's barcode
  tenant     text NOT NULL REFERENCES crm.tenant,
  customer   bigint NOT NULL REFERENCES crm.customer,
  issued_on  date NOT NULL,
  due_on     date NOT NULL,
  state      text NOT NULL,                 -- open paid cancelled
  currency   text NOT NULL,
  total      numeric(14, 2) NOT NULL,
  paid_at    timestamptz,
  deleted_at timestamptz,
  PRIMARY KEY (year, number)
);
CREATE INDEX invoice_by_customer ON billing.invoice (customer, issued_on, year, number);
CREATE INDEX invoice_by_tenant ON billing.invoice (tenant, due_on, year, number);

CREATE TABLE billing.invoice_line (
  year          integer NOT NULL,
  number        integer NOT NULL,
  position      integer NOT NULL,
  carrier_code  text,                       -- none for a rebate
  parcel_number bigint,
  text          text NOT NULL,
  quantity      numeric(10, 3) NOT NULL,    -- kilogrammes, or pieces
  unit_price    numeric(12, 4) NOT NULL,
  amount        numeric(14, 2) NOT NULL,
  PRIMARY KEY (year, number, position),
  FOREIGN KEY (year, number) REFERENCES billing.invoice,
  FOREIGN KEY (carrier_code, parcel_number) REFERENCES ops.parcel
);
CREATE INDEX invoice_line_by_parcel ON billing.invoice_line (carrier_code, parcel_number, year, number, position);

-- A claim is about a parcel (its barcode) or an invoice (its reference): subject_type says which.
CREATE TABLE billing.claim (
  id           uuid PRIMARY KEY,
  tenant       text NOT NULL REFERENCES crm.tenant,
  customer     bigint NOT NULL REFERENCES crm.customer,
  subject_type text NOT NULL,               -- parcel invoice
  subject_id   text NOT NULL,
  reason       text NOT NULL,
  amount       numeric(12, 2),
  state        text NOT NULL,               -- open granted refused
  opened_at    timestamptz NOT NULL,
  decided_at   timestamptz
);
CREATE INDEX claim_by_subject ON billing.claim (subject_type, subject_id, opened_at, id);
CREATE INDEX claim_by_customer ON billing.claim (customer, opened_at, id);
CREATE INDEX claim_by_state ON billing.claim (state, opened_at, id);
