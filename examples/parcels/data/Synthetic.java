import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;

/// Makes all data of the example, the same on every run: a parcel carrier over the turn of the year
/// 2023.
///
/// `java Synthetic.java [folder [folder to write to]]` writes the files anew. Nobody in them exists.
/// An empty cell is an absent value. Each part has a source of random numbers of its own, so that a
/// change of one leaves the others as they are.
class Synthetic {
  static final long SEED = 2023;
  static final Instant BEGINS = Instant.parse("2023-12-20T05:00:00Z");
  static final Instant NOW = Instant.parse("2024-01-04T18:00:00Z");
  static final int CUSTOMERS = 300;
  static final int PARCELS = 2_000;
  static final Set<String> UNION = Set.of("AT", "CZ", "DE", "ES", "FR", "IT", "NL", "PL");

  /// Country, code, hub, name, degrees north and east, region. Codes repeat from country to country.
  static final String DEPOTS =
      """
      DE C1 -     Kassel 51.31 9.49 CENTRAL
      DE N1 DE/C1 Hamburg 53.55 9.99 CENTRAL
      DE N2 DE/N1 Bremen 53.08 8.80 CENTRAL
      DE N3 DE/N1 Kiel 54.32 10.14 CENTRAL
      DE E1 DE/C1 Berlin 52.52 13.40 CENTRAL
      DE E2 DE/E1 Leipzig 51.34 12.37 CENTRAL
      DE E3 DE/E2 Görlitz 51.15 14.99 CENTRAL
      DE S1 DE/C1 München 48.14 11.58 CENTRAL
      DE S2 DE/S1 Nürnberg 49.45 11.08 CENTRAL
      DE W1 DE/C1 Köln 50.94 6.96 CENTRAL
      DE W2 DE/W1 Münster 51.96 7.63 CENTRAL
      AT C1 DE/S1 Linz 48.31 14.29 CENTRAL
      AT E1 AT/C1 Wien 48.21 16.37 CENTRAL
      AT S1 AT/C1 Graz 47.07 15.44 CENTRAL
      AT W1 AT/C1 Innsbruck 47.27 11.39 CENTRAL
      CH C1 DE/S1 Zürich 47.38 8.54 CENTRAL
      CH W1 CH/C1 Genève 46.20 6.14 CENTRAL
      CH S1 CH/C1 Bellinzona 46.19 9.02 CENTRAL
      CH S2 CH/S1 Lugano 46.00 8.95 CENTRAL
      CZ C1 DE/E1 Praha 50.08 14.44 CENTRAL
      CZ W1 CZ/C1 Plzeň 49.75 13.38 CENTRAL
      CZ E1 CZ/C1 Brno 49.20 16.61 CENTRAL
      CZ E2 CZ/E1 Ostrava 49.82 18.26 CENTRAL
      PL C1 DE/E1 Łódź 51.76 19.46 CENTRAL
      PL N1 PL/C1 Gdańsk 54.35 18.65 CENTRAL
      PL E1 PL/C1 Warszawa 52.23 21.01 CENTRAL
      PL S1 PL/C1 Kraków 50.06 19.94 CENTRAL
      PL W1 PL/C1 Wrocław 51.11 17.04 CENTRAL
      FR C1 DE/W1 Orléans 47.90 1.91 WEST
      FR N1 FR/C1 Lille 50.63 3.06 WEST
      FR N2 FR/C1 Paris 48.86 2.35 WEST
      FR E1 FR/C1 Besançon 47.24 6.02 WEST
      FR S1 FR/C1 Saint-Étienne 45.44 4.39 WEST
      FR S2 FR/S1 Marseille 43.30 5.37 WEST
      FR S3 FR/S1 Nîmes 43.84 4.36 WEST
      FR W1 FR/C1 Nantes 47.22 -1.55 WEST
      NL C1 DE/W1 Utrecht 52.09 5.12 WEST
      NL N1 NL/C1 Groningen 53.22 6.57 WEST
      NL S1 NL/C1 's-Hertogenbosch 51.70 5.31 WEST
      NL W1 NL/C1 Rotterdam 51.92 4.48 WEST
      GB C1 NL/C1 Birmingham 52.49 -1.89 WEST
      GB N1 GB/C1 Leeds 53.80 -1.55 WEST
      GB N2 GB/N1 Edinburgh 55.95 -3.19 WEST
      GB S1 GB/C1 London 51.51 -0.13 WEST
      GB W1 GB/C1 Cardiff 51.48 -3.18 WEST
      IT C1 AT/C1 Bologna 44.49 11.34 SOUTH
      IT N1 IT/C1 Milano 45.46 9.19 SOUTH
      IT N2 IT/C1 Bolzano 46.50 11.35 SOUTH
      IT S1 IT/C1 Roma 41.90 12.50 SOUTH
      IT S2 IT/S1 Napoli 40.85 14.27 SOUTH
      IT S3 IT/S2 Forlì 44.22 12.04 SOUTH
      ES C1 FR/C1 Zaragoza 41.65 -0.89 SOUTH
      ES N1 ES/C1 A%20Coruña 43.36 -8.41 SOUTH
      ES E1 ES/C1 València 39.47 -0.38 SOUTH
      ES S1 ES/C1 Madrid 40.42 -3.70 SOUTH
      ES S2 ES/S1 Málaga 36.72 -4.42 SOUTH
      NO C1 DE/N1 Oslo 59.91 10.75 NORTH
      NO W1 NO/C1 Ålesund 62.47 6.15 NORTH
      NO N1 NO/C1 Tromsø 69.65 18.96 NORTH
      NO N2 NO/N1 Bodø 67.28 14.40 NORTH
      """;

  static final String TENANTS =
      """
      acorn,Acorn Garden Supplies,EUR
      birke,Birke & Söhne,EUR
      cedar,Cedar Books,GBP
      dogwood,"Dogwood, Toys and Games",EUR
      elan,Élan Mode,EUR
      fjord,Fjord Friluft,NOK
      ginkgo,銀杏 Teehandel,EUR
      holm,Holm Apotheke,CHF
      """;

  static final String SERVICES =
      """
      BULKY,Bulky goods,7.50
      COD,Cash on delivery,4.9900
      COOLED,Kept below 8 °C,12.2500
      ECO,By bicycle where there is one,0.0000
      EXPRESS,Before noon of the next day,9.9500
      INSURED,Insured for its value,2.1250
      LOCKER,Into a parcel locker,-0.5000
      NEIGHBOUR,A neighbour may take it,0.0000
      SATURDAY,On Saturdays too,5.0000
      SIGNATURE,Against a signature,1.3333
      """;

  static final String[] GIVEN =
      ("Ada Åse Aino André Anaïs Björn Chloé Clara Dana Élodie Emil Eşref Françoise Grażyna Hana Iñigo "
              + "Jana Jürgen Kofi Lea Łukasz María Mei Nadia Noor Ólafur Priya Renée Šárka Søren "
              + "Tariq Uma Vera Wei Yara Zoë")
          .split(" ");
  static final String[] FAMILY =
      ("Aalto Bäcker Brandão Chen Dvořák D'Amico Fischer García Grüber Håkansson Ibrahim Jensen "
              + "Kowalska Lefèvre Müller Nagy Novák Ødegård O'Brien Peña Quinn Rossi Şahin Schmidt "
              + "Świątek Tanaka Ümit Van%20Dijk Weiß Yıldız Żak Zimmermann")
          .split(" ");
  static final String[] STREETS =
      ("Hauptstraße,Rue de l'Église,Karl Johans gate,Calle Mayor,Dorfstrasse,Náměstí Míru,Via Roma,"
              + "Ulica Długa,High Street,Kerkstraat,Am Mühlbach,Chemin des Prés")
          .split(",");
  static final String[] CONTENTS =
      ("seeds,ceramic pots,books,board game,wool jumper,tent pegs,green tea 🍵,cough syrup,"
              + "réveil-matin,Wanderschuhe,puzzle 1000 pièces,spare parts")
          .split(",");

  final Path to;
  final Map<String, Depot> depots = new LinkedHashMap<>();
  final List<Customer> customers = new ArrayList<>();
  final Map<String, List<Courier>> couriers = new HashMap<>();
  final List<Parcel> parcels = new ArrayList<>();
  final List<Scan> scans = new ArrayList<>();
  final Map<String, BigDecimal> fees = new TreeMap<>();
  final Map<String, String> currencies = new TreeMap<>();

  Synthetic(Path to) {
    this.to = to;
  }

  public static void main(String[] arguments) throws IOException {
    new Synthetic(Path.of(arguments.length == 0 ? "" : arguments[arguments.length - 1])).run();
  }

  void run() throws IOException {
    write("tenants", "code,name,currency", TENANTS.lines().toList());
    TENANTS
        .lines()
        .forEach(line -> currencies.put(line.split(",")[0], line.substring(line.length() - 3)));
    SERVICES
        .lines()
        .map(line -> line.split(","))
        .forEach(cells -> fees.put(cells[0], new BigDecimal(cells[2])));
    write("services", "code,name,fee", SERVICES.lines().toList());
    write(
        "carriers",
        "code,name",
        List.of("NB,Nordbote", "PP,Polly Post", "TX,Trans-X"));
    depots();
    couriers();
    customers();
    parcels();
    move();
    parcelFiles();
    new Books().bill();
    customs();
    hot();
  }

  // ---- depots and who works there ----------------------------------------------------------------

  record Depot(String country, String code, String hub, String name, double north, double east) {
    String key() {
      return country + "/" + code;
    }

    /// Great-circle distance; StrictMath is the same on every machine.
    int kilometres(Depot other) {
      double a = StrictMath.toRadians(north);
      double b = StrictMath.toRadians(other.north);
      double c = StrictMath.toRadians(other.east - east);
      double cos =
          StrictMath.sin(a) * StrictMath.sin(b)
              + StrictMath.cos(a) * StrictMath.cos(b) * StrictMath.cos(c);
      return (int) StrictMath.round(6371 * StrictMath.acos(StrictMath.min(1, cos)));
    }
  }

  void depots() throws IOException {
    Random random = new Random(SEED);
    List<String> rows = new ArrayList<>();
    List<String> hubs = new ArrayList<>();
    Set<String> closed = Set.of("IT/S3", "CH/S2", "DE/W2");
    for (String line : DEPOTS.lines().toList()) {
      String[] cells = line.split(" +");
      String name = cells[3].replace("%20", " ");
      String hub = cells[2].equals("-") ? "" : cells[2];
      Depot depot =
          new Depot(
              cells[0], cells[1], hub, name, Double.parseDouble(cells[4]), Double.parseDouble(cells[5]));
      depots.put(depot.key(), depot);
      LocalDate opened = LocalDate.of(1998, 3, 1).plusDays(random.nextInt(9_000));
      int docks = random.nextInt(5) == 0 ? 0 : cells[1].equals("C1") ? 40 : 6 + random.nextInt(6);
      rows.add(
          row(
              depot.country, depot.code, name, cells[4], cells[5], cells[6],
              hub.isEmpty() ? "" : hub.substring(0, 2), hub.isEmpty() ? "" : hub.substring(3),
              opened, docks == 0 ? "" : docks,
              closed.contains(depot.key()) ? "2023-12-29T17:00:00Z" : ""));
      if (!hub.isEmpty()) {
        hubs.add(row(depot.country + "-" + depot.code, hub.replace('/', '-')));
      }
    }
    write(
        "depots",
        "country,code,name,latitude,longitude,region,hub_country,hub_code,opened_on,docks,deleted_at",
        rows);
    write("hubs", "depot,hub", hubs);
    lanes(new Random(SEED + 1));
  }

  /// Lanes lead to the hub and back, between national hubs, and now and then across; some pairs have
  /// two, of different modes.
  void lanes(Random random) throws IOException {
    List<String> rows = new ArrayList<>();
    List<Depot> all = List.copyOf(depots.values());
    List<Depot> nationals = all.stream().filter(depot -> depot.code.equals("C1")).toList();
    for (Depot depot : all) {
      if (!depot.hub.isEmpty()) {
        both(rows, depot, depots.get(depot.hub), "ROAD", random);
      }
    }
    for (Depot one : nationals) {
      for (Depot other : nationals) {
        if (one.key().compareTo(other.key()) < 0 && random.nextInt(3) > 0) {
          boolean sea = one.country.equals("NO") || other.country.equals("NO");
          both(rows, one, other, sea ? "SEA" : "RAIL", random);
          if (one.kilometres(other) > 900) {
            both(rows, one, other, "AIR", random);
          }
        }
      }
    }
    for (int i = 0; i < 30; i++) {
      Depot one = all.get(random.nextInt(all.size()));
      Depot other = all.get(random.nextInt(all.size()));
      if (one != other) {
        both(rows, one, other, "ROAD", random);
      }
    }
    write("lanes", "origin,destination,distance_km,mode,departs", rows);
  }

  static void both(List<String> rows, Depot one, Depot other, String mode, Random random) {
    double detour = mode.equals("ROAD") ? 1.25 : mode.equals("AIR") ? 1.0 : 1.1;
    int distance = (int) StrictMath.round(one.kilometres(other) * detour);
    for (Depot from : List.of(one, other)) {
      String departs =
          random.nextInt(3) == 0
              ? ""
              : "%02d:%02d:00.000000".formatted(random.nextInt(24), random.nextInt(4) * 15);
      Depot far = from == one ? other : one;
      rows.add(
          row(from.country + "-" + from.code, far.country + "-" + far.code, distance, mode, departs));
    }
  }

  record Courier(int id, Depot depot, String name, boolean gone) {}

  void couriers() throws IOException {
    Random random = new Random(SEED + 2);
    List<String> rows = new ArrayList<>();
    String[] vehicles = {"van", "van", "bicycle", "truck", ""};
    int id = 1000;
    for (Depot depot : depots.values()) {
      List<Courier> here = new ArrayList<>();
      for (int i = depot.code.equals("C1") ? 1 : 0; i < 2 + random.nextInt(2); i++) {
        id += 1 + random.nextInt(4);
        Courier courier = new Courier(id, depot, name(random), random.nextInt(15) == 0);
        here.add(courier);
        rows.add(
            row(
                id, courier.name, depot.country, depot.code,
                vehicles[random.nextInt(vehicles.length)],
                LocalDate.of(2012, 1, 1).plusDays(random.nextInt(4_300)),
                courier.gone ? "2024-01-0" + (1 + random.nextInt(3)) + "T06:30:00Z" : ""));
      }
      couriers.put(depot.key(), here);
    }
    write(
        "couriers", "id,name,depot_country,depot_code,vehicle,hired_on,deleted_at", rows);
  }

  static String name(Random random) {
    return GIVEN[random.nextInt(GIVEN.length)]
        + " "
        + FAMILY[random.nextInt(FAMILY.length)].replace("%20", " ");
  }

  // ---- customers ---------------------------------------------------------------------------------

  record Customer(int id, String tenant, String name, String country) {}

  /// A customer has up to three addresses, one or more roles each; some live where another does.
  void customers() throws IOException {
    Random random = new Random(SEED + 3);
    List<String> rows = new ArrayList<>();
    List<String> addresses = new ArrayList<>();
    List<String> roles = new ArrayList<>();
    List<String> tenants = List.copyOf(currencies.keySet());
    Map<String, Integer> references = new HashMap<>();
    List<Depot> near = List.copyOf(depots.values());
    String[] languages = {"de", "fr", "en", "nb", "pl", "", ""};
    for (int id = 1; id <= CUSTOMERS; id++) {
      String tenant = tenants.get(random.nextInt(tenants.size()));
      Depot depot = near.get(random.nextInt(near.size()));
      Customer customer = new Customer(id, tenant, name(random), depot.country);
      customers.add(customer);
      boolean gone = random.nextInt(12) == 0;
      rows.add(
          row(
              id, tenant, "K-%03d".formatted(references.merge(tenant, 1, Integer::sum)),
              customer.name,
              random.nextInt(4) == 0 ? customer.name.split(" ")[1] + " & Co." : "",
              random.nextInt(7) == 0 ? "" : "customer" + id + "@example.org",
              random.nextInt(5) < 3 ? "" : "+00 555 %04d".formatted(id * 7),
              languages[random.nextInt(languages.length)],
              random.nextInt(6) == 0 ? "" : 100 * (1 + random.nextInt(40)) + ".00",
              BEGINS.minus(Duration.ofMinutes(random.nextInt(3_000_000))),
              gone ? BEGINS.plus(Duration.ofHours(random.nextInt(300))) : ""));
      int count = random.nextInt(10) == 0 ? 0 : 1 + random.nextInt(2);
      Set<String> here = new LinkedHashSet<>();
      for (int i = 0; i < count; i++) {
        if (i == 1 && random.nextInt(3) == 0 && addresses.size() > 5) {
          int shared = 1 + random.nextInt(addresses.size() - 1);
          here.add(row(id, shared, "NEIGHBOUR", "2023-0" + (1 + random.nextInt(9)) + "-15"));
          continue;
        }
        addresses.add(address(addresses.size() + 1, depot, random));
        String since = LocalDate.of(2015, 1, 1).plusDays(random.nextInt(3_200)).toString();
        here.add(row(id, addresses.size(), i == 0 ? "HOME" : "PICKUP", i == 0 ? since : ""));
        if (i == 0 && random.nextInt(3) == 0) {
          here.add(row(id, addresses.size(), "BILLING", since));
        }
      }
      roles.addAll(here);
    }
    write(
        "customers",
        "id,tenant,reference,name,company,email,phone,language,credit_limit,created_at,deleted_at",
        rows);
    write("addresses", "id,country,postal_code,city,lines", addresses);
    write("customer-addresses", "customer,address,role,since", roles);
  }

  static String address(int id, Depot depot, Random random) {
    String street = STREETS[random.nextInt(STREETS.length)] + " " + (1 + random.nextInt(120));
    String lines =
        switch (random.nextInt(5)) {
          case 0 -> street + "|2. Stock, Tür \"C\"";
          case 1 -> "c/o Empfang|" + street + "|Hinterhof";
          default -> street;
        };
    String postal = random.nextInt(9) == 0 ? "" : "%05d".formatted(1_000 + random.nextInt(90_000));
    return row(id, depot.country, postal, depot.name, lines);
  }

  // ---- parcels and how they move -----------------------------------------------------------------

  static final class Parcel {
    String carrier;
    int number;
    String barcode;
    Customer sender;
    Customer recipient;
    String recipientName;
    Depot origin;
    Depot destination;
    int grams;
    String value = "";
    String contents;
    Instant created;
    LocalDate promised;
    boolean deleted;
    String document = "";
    List<String> services = new ArrayList<>();
    String status = "announced";
    Instant delivered;

    boolean leavesTheUnion() {
      return UNION.contains(origin.country) != UNION.contains(destination.country);
    }

    String currency(Map<String, String> currencies) {
      return value.isEmpty() ? "" : currencies.get(sender.tenant);
    }
  }

  void parcels() {
    Random random = new Random(SEED + 4);
    String[] carriers = {"PP", "PP", "PP", "NB", "TX"};
    Map<String, Integer> numbers = new HashMap<>();
    Map<Integer, Integer> barcodes = new HashMap<>();
    List<Depot> open = depots.values().stream().filter(one -> !one.code.equals("C1")).toList();
    long span = Duration.between(BEGINS, NOW).toSeconds();
    List<Instant> times = new ArrayList<>();
    for (int i = 0; i < PARCELS; i++) {
      // In whole quarters of an hour now and then, so that some share their time.
      long second = (long) (random.nextDouble() * span);
      times.add(BEGINS.plusSeconds(random.nextInt(8) == 0 ? second / 900 * 900 : second));
    }
    times.sort(Comparator.naturalOrder());
    for (Instant time : times) {
      Parcel parcel = new Parcel();
      parcel.carrier = carriers[random.nextInt(carriers.length)];
      parcel.number = 100_000 + numbers.merge(parcel.carrier, 1, Integer::sum);
      parcel.created = time;
      int year = time.atZone(ZoneOffset.UTC).getYear() % 100;
      parcel.barcode = "%d-%06d".formatted(year, barcodes.merge(year, 1, Integer::sum));
      // A third of the customers sends most of it; some send nothing.
      int sender = random.nextInt(3) > 0 ? random.nextInt(100) : random.nextInt(280);
      parcel.sender = customers.get(sender);
      Customer recipient = customers.get(random.nextInt(CUSTOMERS));
      boolean known = random.nextInt(5) < 2 && recipient.tenant.equals(parcel.sender.tenant);
      parcel.recipient = known ? recipient : null;
      parcel.recipientName = known ? recipient.name : name(random);
      parcel.origin = pick(open, parcel.sender.country, random);
      parcel.destination = open.get(random.nextInt(open.size()));
      parcel.grams = 50 * (1 + random.nextInt(random.nextInt(6) == 0 ? 600 : 80));
      if (random.nextInt(3) == 0 || parcel.leavesTheUnion()) {
        parcel.value = BigDecimal.valueOf(199 + random.nextInt(90_000), 2).toString();
      }
      parcel.contents =
          random.nextInt(3) == 0 ? "" : CONTENTS[random.nextInt(CONTENTS.length)];
      LocalDate day = time.atZone(ZoneOffset.UTC).toLocalDate();
      parcel.promised = random.nextInt(8) == 0 ? null : day.plusDays(2 + random.nextInt(3));
      parcel.deleted = random.nextInt(25) == 0;
      Set<String> chosen = new TreeSet<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        chosen.add(List.copyOf(fees.keySet()).get(random.nextInt(fees.size())));
      }
      parcel.services.addAll(chosen);
      parcels.add(parcel);
    }
  }

  static Depot pick(List<Depot> from, String country, Random random) {
    List<Depot> here = from.stream().filter(depot -> depot.country.equals(country)).toList();
    return here.get(random.nextInt(here.size()));
  }

  /// A hub's way up to the root, itself first.
  List<Depot> up(Depot depot) {
    List<Depot> way = new ArrayList<>(List.of(depot));
    while (!way.getLast().hub.isEmpty()) {
      way.add(depots.get(way.getLast().hub));
    }
    return way;
  }

  /// Up the tree of hubs to where both ways meet, and down again.
  List<Depot> way(Depot from, Depot to) {
    List<Depot> up = new ArrayList<>(up(from));
    List<Depot> down = new ArrayList<>(up(to));
    Depot meeting = null;
    while (!up.isEmpty() && !down.isEmpty() && up.getLast() == down.getLast()) {
      meeting = up.removeLast();
      down.removeLast();
    }
    up.add(meeting);
    up.addAll(down.reversed());
    return up;
  }

  record Scan(
      int id, Parcel parcel, Instant at, String kind, Depot depot, Courier courier,
      String grams, String celsius, String note) {}

  /// Scans happen until now; what they say last is the parcel's status.
  void move() throws IOException {
    Random random = new Random(SEED + 5);
    for (Parcel parcel : parcels) {
      int luck = random.nextInt(100);
      if (luck < 2) {
        continue; // announced, and never brought
      }
      new Journey(parcel, random).go(luck);
    }
    List<String> rows = new ArrayList<>();
    for (Scan scan : scans) {
      rows.add(
          row(
              "S%06d".formatted(scan.id), scan.parcel.carrier, scan.parcel.number, scan.at,
              day(scan.at), scan.kind, scan.depot.country, scan.depot.code,
              scan.courier == null ? "" : scan.courier.id, scan.grams, scan.celsius, scan.note));
    }
    write(
        "scans",
        "id,carrier_code,number,at,day,kind,depot_country,depot_code,courier,weight_grams,"
            + "celsius,note",
        rows);
  }

  static LocalDate day(Instant at) {
    return at.atZone(ZoneOffset.UTC).toLocalDate();
  }

  final class Journey {
    final Parcel parcel;
    final Random random;
    Instant at;

    Journey(Parcel parcel, Random random) {
      this.parcel = parcel;
      this.random = random;
      this.at = parcel.created;
    }

    void go(int luck) {
      List<Depot> way = way(parcel.origin, parcel.destination);
      later(30, 600);
      if (!scan("accepted", parcel.origin, null)) {
        return;
      }
      parcel.status = "in_transit";
      for (int i = 0; i < way.size(); i++) {
        Depot here = way.get(i);
        if (i > 0) {
          later(90, 420);
          if (!scan("unloaded", here, null)) {
            return;
          }
          if (random.nextInt(5) == 0) {
            scan("measured", here, null); // at the same moment
          }
        }
        if (luck == 2 && i == way.size() / 2) {
          parcel.status = "lost";
          return;
        }
        if (i < way.size() - 1) {
          later(20, 200);
          if (!scan("loaded", here, null)) {
            return;
          }
        }
      }
      deliver(luck);
    }

    void deliver(int luck) {
      List<Courier> here = couriers.get(parcel.destination.key());
      for (int attempt = 1; attempt <= 3; attempt++) {
        Courier courier = here.get(random.nextInt(here.size()));
        later(60, 700);
        if (!scan("out", parcel.destination, courier)) {
          return;
        }
        parcel.status = "out_for_delivery";
        later(10, 400);
        boolean meets = luck > 5 && random.nextInt(8) > 0;
        if (!scan(meets ? "delivered" : "failed", parcel.destination, courier)) {
          return;
        }
        parcel.status = "in_transit";
        if (meets) {
          parcel.status = "delivered";
          parcel.delivered = at;
          return;
        }
      }
      later(30, 90);
      if (scan("returned", parcel.destination, null)) {
        parcel.status = "returned";
      }
    }

    private void later(int least, int most) {
      at = at.plusSeconds(60L * least + random.nextInt(60 * (most - least)));
      if (random.nextInt(7) == 0) {
        at = at.plusMillis(random.nextInt(1_000));
      }
    }

    private boolean scan(String kind, Depot depot, Courier courier) {
      if (at.isAfter(NOW)) {
        return false;
      }
      boolean cooled = parcel.services.contains("COOLED");
      String celsius = cooled ? BigDecimal.valueOf(20 + random.nextInt(70), 1).toString() : "";
      String grams = kind.equals("measured") ? "" + (parcel.grams + random.nextInt(41) - 20) : "";
      String[] notes = {"nobody at home", "wrong door 🚪", "accès fermé", "Hund im Garten"};
      String note = kind.equals("failed") ? notes[random.nextInt(notes.length)] : "";
      scans.add(new Scan(scans.size() + 1, parcel, at, kind, depot, courier, grams, celsius, note));
      return true;
    }
  }

  void parcelFiles() throws IOException {
    Random random = new Random(SEED + 6);
    List<String> rows = new ArrayList<>();
    List<String> services = new ArrayList<>();
    int document = 0;
    for (Parcel parcel : parcels) {
      if (parcel.leavesTheUnion() && random.nextInt(10) > 0) {
        parcel.document = "CD-%05d".formatted(++document);
      }
      List<String> tags = new ArrayList<>();
      for (String tag : List.of("fragile", "gift", "glass", "keep dry")) {
        if (random.nextInt(6) == 0) {
          tags.add(tag);
        }
      }
      rows.add(
          row(
              parcel.carrier, parcel.number, parcel.barcode, parcel.sender.tenant,
              parcel.sender.id, parcel.recipient == null ? "" : parcel.recipient.id,
              parcel.recipientName, parcel.origin.country, parcel.origin.code,
              parcel.destination.country, parcel.destination.code, parcel.status, parcel.grams,
              parcel.value, parcel.currency(currencies), parcel.contents, String.join("|", tags),
              parcel.document, parcel.created, parcel.promised == null ? "" : parcel.promised,
              parcel.delivered == null ? "" : parcel.delivered,
              parcel.deleted ? parcel.created.plus(Duration.ofMinutes(90)) : ""));
      for (String service : parcel.services) {
        String note = random.nextInt(4) == 0 ? "asked for by telephone" : "";
        services.add(row(parcel.carrier, parcel.number, service, fees.get(service), note));
      }
    }
    write(
        "parcels",
        "carrier_code,number,barcode,tenant,sender,recipient,recipient_name,origin_country,"
            + "origin_code,destination_country,destination_code,status,weight_grams,"
            + "declared_value,currency,contents,tags,declaration,created_at,promised_on,"
            + "delivered_at,deleted_at",
        rows);
    write("parcel-services", "carrier_code,number,service,fee,note", services);
  }

  // ---- money -------------------------------------------------------------------------------------

  /// An invoice for each sender and year, whose total is the sum of its lines to the cent; numbers
  /// begin anew each year, and look like those of parcels.
  final class Books {
    final Random random = new Random(SEED + 7);
    final List<String> invoices = new ArrayList<>();
    final List<String> lines = new ArrayList<>();
    final Map<Integer, Integer> numbers = new HashMap<>();
    final List<String[]> subjects = new ArrayList<>();

    void bill() throws IOException {
      Map<String, List<Parcel>> bills = new TreeMap<>();
      for (Parcel parcel : parcels) {
        String key = "%s %04d".formatted(parcel.barcode.substring(0, 2), parcel.sender.id);
        if (!parcel.status.equals("announced")) {
          bills.computeIfAbsent(key, _ -> new ArrayList<>()).add(parcel);
        }
      }
      for (List<Parcel> bill : bills.values()) {
        invoice(bill);
      }
      write(
          "invoices",
          "year,number,reference,tenant,customer,issued_on,due_on,state,currency,total,paid_at,"
              + "deleted_at",
          invoices);
      write(
          "invoice-lines",
          "year,number,position,carrier_code,parcel_number,text,quantity,unit_price,amount",
          lines);
      claims();
    }

    private void invoice(List<Parcel> bill) {
      int year = 2000 + Integer.parseInt(bill.getFirst().barcode.substring(0, 2));
      int number = numbers.merge(year, 1, Integer::sum);
      String reference = "%d-%06d".formatted(year % 100, number);
      Customer customer = bill.getFirst().sender;
      LocalDate issued = year == 2023 ? LocalDate.of(2023, 12, 31) : LocalDate.of(2024, 1, 4);
      LocalDate due = issued.plusDays(random.nextInt(3) == 0 ? 60 : 14);
      BigDecimal total = BigDecimal.ZERO.setScale(2);
      int position = 0;
      for (Parcel parcel : bill) {
        BigDecimal kilos = BigDecimal.valueOf(parcel.grams, 3);
        int distance = parcel.origin.kilometres(parcel.destination);
        BigDecimal rate = BigDecimal.valueOf(18_125 + distance * 25L, 4);
        total =
            total.add(line(year, number, ++position, parcel, "transport", kilos, rate));
        for (String service : parcel.services) {
          BigDecimal fee = fees.get(service);
          if (fee.signum() != 0) {
            BigDecimal one = new BigDecimal("1.000");
            total = total.add(line(year, number, ++position, parcel, service, one, fee));
          }
        }
      }
      if (random.nextInt(5) == 0) {
        BigDecimal rebate = total.multiply(new BigDecimal("-0.05")).setScale(4, RoundingMode.HALF_UP);
        BigDecimal one = new BigDecimal("1.000");
        total = total.add(line(year, number, ++position, null, "rebate, 5 %", one, rebate));
      }
      boolean paid = year == 2023 && random.nextInt(4) > 0;
      boolean cancelled = !paid && random.nextInt(20) == 0;
      Instant at = issued.atStartOfDay(ZoneOffset.UTC).toInstant();
      invoices.add(
          row(
              year, number, reference, customer.tenant, customer.id, issued, due,
              paid ? "paid" : cancelled ? "cancelled" : "open", currencies.get(customer.tenant),
              total,
              paid ? at.plusSeconds(60L * random.nextInt(5_000)) : "",
              cancelled ? at.plusSeconds(3_600) : ""));
      subjects.add(new String[] {"invoice", reference, customer.tenant, "" + customer.id, "" + at});
    }

    private BigDecimal line(
        int year, int number, int position, Parcel parcel, String text, BigDecimal quantity,
        BigDecimal price) {
      BigDecimal amount = quantity.multiply(price).setScale(2, RoundingMode.HALF_UP);
      lines.add(
          row(
              year, number, position, parcel == null ? "" : parcel.carrier,
              parcel == null ? "" : parcel.number, text, quantity, price.setScale(4), amount));
      return amount;
    }

    /// A claim names what it is about by a kind and a number that both kinds have.
    private void claims() throws IOException {
      List<String> rows = new ArrayList<>();
      String[] reasons = {"damaged", "late", "lost", "wrong amount"};
      for (int i = 0; i < 160; i++) {
        boolean ofParcel = random.nextInt(3) > 0;
        Parcel parcel = parcels.get(random.nextInt(parcels.size() - 200));
        String[] subject =
            ofParcel
                ? new String[] {
                  "parcel", parcel.barcode, parcel.sender.tenant, "" + parcel.sender.id,
                  "" + parcel.created
                }
                : subjects.get(random.nextInt(subjects.size()));
        Instant opened = Instant.parse(subject[4]).plusSeconds(3_600L * (1 + random.nextInt(90)));
        if (opened.isAfter(NOW)) {
          opened = NOW.minusSeconds(60L * random.nextInt(600));
        }
        Instant decided = opened.plusSeconds(60L * (30 + random.nextInt(4_000)));
        boolean open = random.nextInt(5) < 2 || decided.isAfter(NOW);
        rows.add(
            row(
                new UUID(random.nextLong() & ~0xF000L | 0x4000L, random.nextLong() >>> 2 | 1L << 63),
                subject[2], subject[3], subject[0], subject[1],
                reasons[ofParcel ? random.nextInt(3) : 3],
                random.nextInt(3) == 0 ? "" : BigDecimal.valueOf(random.nextInt(30_000), 2),
                open ? "open" : random.nextBoolean() ? "granted" : "refused", opened,
                open ? "" : decided));
      }
      write(
          "claims",
          "id,tenant,customer,subject_type,subject_id,reason,amount,state,opened_at,decided_at",
          rows);
    }
  }

  // ---- documents of customs ----------------------------------------------------------------------

  /// The second version of a declaration has its price in an object, and its items elsewhere under
  /// other names. Certificates lie in the same collection.
  void customs() throws IOException {
    Random random = new Random(SEED + 8);
    List<String> documents = new ArrayList<>();
    int certificates = 0;
    for (Parcel parcel : parcels) {
      if (parcel.document.isEmpty()) {
        continue;
      }
      documents.add(random.nextInt(5) < 2 ? first(parcel, random) : second(parcel, random));
      if (random.nextInt(6) == 0) {
        documents.add(certificate("CC-%04d".formatted(++certificates), parcel, random));
      }
    }
    writeText("customs.ndjson", documents);
  }

  private String first(Parcel parcel, Random random) {
    List<String> items = new ArrayList<>();
    for (BigDecimal amount : parts(parcel, random)) {
      String weight = random.nextBoolean() ? ",\"grams\":" + 10 * (1 + random.nextInt(90)) : "";
      items.add(
          "{\"description\":%s,\"hs\":%s,\"quantity\":%d,\"price\":%s%s}"
              .formatted(
                  text(CONTENTS[random.nextInt(CONTENTS.length)]), text(tariff(random)),
                  1 + random.nextInt(5), decimal(amount), weight));
    }
    return "{\"_id\":%s,\"kind\":\"declaration\",%s,\"price\":%s,\"currency\":%s,\"created\":%s%s,\"items\":[%s]}"
        .formatted(
            text(parcel.document), reference(parcel), decimal(new BigDecimal(parcel.value)),
            text(parcel.currency(currencies)), date(parcel.created),
            random.nextInt(3) == 0 ? ",\"reason\":\"gift\"" : "", String.join(",", items));
  }

  private String second(Parcel parcel, Random random) {
    List<String> lines = new ArrayList<>();
    String currency = parcel.currency(currencies);
    for (BigDecimal amount : parts(parcel, random)) {
      String weight = random.nextBoolean() ? "null" : "" + 10 * (1 + random.nextInt(90));
      lines.add(
          "{\"text\":%s,\"hsCode\":%s,\"quantity\":%d,\"grams\":%s,\"price\":{\"amount\":%s,\"currency\":%s}}"
              .formatted(
                  text(CONTENTS[random.nextInt(CONTENTS.length)]), text(tariff(random)),
                  1 + random.nextInt(5), weight, decimal(amount), text(currency)));
    }
    String open =
        random.nextInt(2) == 0
            ? ",\"extra\":{\"eori\":\"XX%d\",\"answers\":{\"battery\":%b,\"alcohol\":%b}}"
                .formatted(10_000 + random.nextInt(80_000), random.nextBoolean(), random.nextBoolean())
            : "";
    return "{\"_id\":%s,\"kind\":\"declaration\",\"v\":2,%s,\"price\":{\"amount\":%s,\"currency\":%s},\"created\":%s,\"reason\":%s%s,\"contents\":{\"lines\":[%s]}}"
        .formatted(
            text(parcel.document), reference(parcel), decimal(new BigDecimal(parcel.value)),
            text(currency), date(parcel.created),
            random.nextInt(3) == 0 ? "null" : "\"sale\"", open, String.join(",", lines));
  }

  private String certificate(String id, Parcel parcel, Random random) {
    String[] schemes = {"CITES", "ORIGIN", "PHYTO"};
    String until =
        random.nextBoolean()
            ? ",\"validUntil\":\"" + day(parcel.created).plusDays(random.nextInt(80)) + "\""
            : "";
    return "{\"_id\":%s,\"kind\":\"certificate\",%s,\"scheme\":%s,\"authority\":{\"name\":%s,\"country\":%s},\"created\":%s%s}"
        .formatted(
            text(id), reference(parcel), text(schemes[random.nextInt(schemes.length)]),
            text("Zoll " + parcel.origin.name), text(parcel.origin.country), date(parcel.created),
            until);
  }

  /// One to four amounts that add up to the parcel's value.
  private static List<BigDecimal> parts(Parcel parcel, Random random) {
    List<BigDecimal> parts = new ArrayList<>();
    BigDecimal rest = new BigDecimal(parcel.value);
    for (int i = random.nextInt(4); i > 0; i--) {
      BigDecimal part = rest.divide(BigDecimal.valueOf(2 + random.nextInt(3)), 2, RoundingMode.DOWN);
      parts.add(part);
      rest = rest.subtract(part);
    }
    parts.add(rest);
    return parts;
  }

  private static String tariff(Random random) {
    return "%04d.%02d".formatted(100 + random.nextInt(9_600), random.nextInt(100));
  }

  private static String reference(Parcel parcel) {
    return "\"parcel\":{\"carrier\":%s,\"number\":{\"$numberLong\":\"%d\"}}"
        .formatted(text(parcel.carrier), parcel.number);
  }

  private static String decimal(BigDecimal amount) {
    return "{\"$numberDecimal\":\"" + amount + "\"}";
  }

  private static String date(Instant at) {
    return "{\"$date\":\"" + at + "\"}";
  }

  private static String text(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  // ---- what is hot -------------------------------------------------------------------------------

  /// Where couriers are, who delivered how much on which day, and who is logged in.
  void hot() throws IOException {
    Random random = new Random(SEED + 9);
    Map<String, Integer> shifts = new TreeMap<>();
    for (Scan scan : scans) {
      if (scan.kind.equals("delivered")) {
        String key =
            row(scan.depot.country, scan.depot.code, day(scan.at), scan.courier.id);
        shifts.merge(key, 1, Integer::sum);
      }
    }
    List<String> boards = new ArrayList<>();
    shifts.forEach((key, count) -> boards.add(key + "," + count));
    write("shifts", "depot_country,depot_code,day,courier,deliveries", boards);
    List<String> positions = new ArrayList<>();
    List<String> present = new ArrayList<>();
    List<String> sessions = new ArrayList<>();
    for (Depot depot : depots.values()) {
      for (Courier courier : couriers.get(depot.key())) {
        if (random.nextInt(3) == 0 || courier.gone) {
          continue;
        }
        present.add(row(depot.country, depot.code, courier.id));
        positions.add(
            row(
                courier.id, coordinate(depot.north, random), coordinate(depot.east, random),
                random.nextInt(4) == 0 ? "" : 5 * random.nextInt(72),
                random.nextInt(4) == 0 ? "" : random.nextInt(90) + "." + random.nextInt(10),
                NOW.minusSeconds(random.nextInt(240))));
        sessions.add(session(courier, random));
      }
    }
    write("positions", "courier,latitude,longitude,heading,speed_kmh,at", positions);
    write("on-shift", "depot_country,depot_code,courier", present);
    writeText("sessions.ndjson", sessions);
  }

  private static String coordinate(double degrees, Random random) {
    return BigDecimal.valueOf(StrictMath.round(degrees * 10_000) + random.nextInt(2_000) - 1_000, 4)
        .toString();
  }

  private static String session(Courier courier, Random random) {
    String token = "%012x".formatted(random.nextLong() & 0xFFFF_FFFF_FFFFL);
    String model = random.nextInt(3) == 0 ? "null" : "\"Handy " + (5 + random.nextInt(4)) + "\"";
    List<String> roles = new ArrayList<>(List.of("\"courier\""));
    if (random.nextInt(6) == 0) {
      roles.add("\"dispatcher\"");
    }
    return "{\"token\":\"%s\",\"courier\":%d,\"startedAt\":\"%s\",\"device\":{\"model\":%s,\"battery\":%d},\"roles\":[%s]}"
        .formatted(
            token, courier.id, NOW.minusSeconds(random.nextInt(40_000)), model,
            1 + random.nextInt(100), String.join(",", roles));
  }

  // ---- files -------------------------------------------------------------------------------------

  /// A line of CSV; cells are quoted where they must be.
  static String row(Object... cells) {
    return String.join(
        ",",
        Arrays.stream(cells)
            .map(String::valueOf)
            .map(cell ->
                cell.matches("(?s).*[,\"\n].*") ? '"' + cell.replace("\"", "\"\"") + '"' : cell)
            .toList());
  }

  void write(String file, String header, List<String> rows) throws IOException {
    List<String> lines = new ArrayList<>(List.of(header));
    lines.addAll(rows);
    write(file + ".csv", rows.size(), lines);
  }

  void writeText(String file, List<String> lines) throws IOException {
    write(file, lines.size(), lines);
  }

  private void write(String file, int rows, List<String> lines) throws IOException {
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(to.resolve(file + ".gz"))) {
          {
            def.setLevel(9);
          }
        }) {
      out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }
    System.out.println(file + ": " + rows + " rows");
  }
}
