-- PostgreSQL: the reference data that other stores' documents point to.

CREATE TABLE country (
  code      text PRIMARY KEY,               -- ISO 3166-1, two letters
  name      text NOT NULL UNIQUE,
  continent text NOT NULL,                  -- AF AN AS EU NA OC SA
  wikipedia text NOT NULL,
  keywords  text[] NOT NULL                 -- other names, in any language
);
CREATE INDEX country_by_continent ON country (continent, code);

CREATE TABLE region (
  code       text PRIMARY KEY,              -- ISO 3166-2, such as US-WA
  local_code text NOT NULL,
  name       text NOT NULL,
  country    text NOT NULL REFERENCES country,
  wikipedia  text
);
CREATE INDEX region_by_country ON region (country, code);

-- An airport's region has no foreign key: 233 airports name one that has been dissolved since.
CREATE TABLE airport (
  code                text PRIMARY KEY,     -- IATA
  icao                text,
  name                text NOT NULL,
  city                text NOT NULL,
  region              text NOT NULL,
  country             text NOT NULL REFERENCES country,
  latitude            double precision NOT NULL,
  longitude           double precision NOT NULL,
  elev                integer NOT NULL,     -- feet
  runway_count        integer NOT NULL,
  longest_runway_feet integer NOT NULL,
  time_zone           text                  -- IANA name
);
CREATE INDEX airport_by_city ON airport (city, code);
CREATE INDEX airport_by_country ON airport (country, code);
CREATE INDEX airport_by_country_and_city ON airport (country, city, code);
CREATE INDEX airport_by_region ON airport (region, code);
CREATE INDEX airport_by_icao ON airport (icao, code);

CREATE TABLE airline (
  code     text PRIMARY KEY,                -- IATA
  icao     text,
  name     text NOT NULL,
  callsign text,
  country  text REFERENCES country          -- unknown where its country is no more
);
CREATE INDEX airline_by_country ON airline (country, code);

-- Passengers, bookings and payments are synthetic: made by data/Synthetic.java, and marked so.
CREATE TABLE passenger (
  id          bigint PRIMARY KEY,
  given_name  text NOT NULL,
  family_name text NOT NULL,
  email       text NOT NULL UNIQUE GENERATED ALWAYS AS (
    lower(given_name || '.' || family_name || '.' || id::text || '@example.org')) STORED,
  home        text NOT NULL REFERENCES airport,
  tier        text,                         -- SILVER GOLD, or none
  born        date NOT NULL,
  synthetic   boolean NOT NULL DEFAULT true
);
CREATE INDEX passenger_by_home ON passenger (home, id);

-- A booking names the whole key of its flight, which another store holds: where and when it departs, and its id.
CREATE TABLE booking (
  id             bigint PRIMARY KEY,
  passenger      bigint NOT NULL REFERENCES passenger,
  flight         text NOT NULL,
  flight_origin  text NOT NULL REFERENCES airport,
  flight_day     date NOT NULL,
  flight_departs timestamp NOT NULL,        -- local
  cabin          text NOT NULL,             -- ECONOMY BUSINESS
  seat           text,                      -- none while the booking is held
  status         text NOT NULL,             -- HELD CONFIRMED CANCELLED
  fare           numeric(10, 2) NOT NULL,   -- US dollars
  booked_at      timestamptz NOT NULL,
  synthetic      boolean NOT NULL DEFAULT true
);
CREATE INDEX booking_by_passenger ON booking (passenger, flight_departs, id);
CREATE INDEX booking_by_flight ON booking (flight, flight_departs, id);

-- What was paid for a booking; a refund is negative.
CREATE TABLE payment (
  id        bigint PRIMARY KEY,
  booking   bigint NOT NULL REFERENCES booking,
  amount    numeric(10, 2) NOT NULL,        -- US dollars
  method    text NOT NULL,                  -- CARD TRANSFER VOUCHER REFUND
  paid_at   timestamptz NOT NULL,
  synthetic boolean NOT NULL DEFAULT true
);
CREATE INDEX payment_by_booking ON payment (booking, paid_at, id);
