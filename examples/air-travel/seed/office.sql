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
