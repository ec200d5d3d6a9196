import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// Makes what the example has no real data for, the same on every run: who operates each flight
/// with which aircraft, passengers, bookings, payments, sessions and searches.
///
/// `java Synthetic.java [folder [folder to write to]]` reads the real columns of the files in the
/// folder (the current one by default) and writes the files anew. No name, number or amount
/// stands for a real person or flight: a real tail number never has a zero after its `N`.
class Synthetic {
  static final long SEED = 2001;
  static final String TEST_DAY = "2001-01-10";
  static final String WEEK_BEGINS = "2001-01-08";
  static final String WEEK_ENDS = "2001-01-14";
  static final int PASSENGERS = 20_000;
  static final int BOOKINGS = 60_000;
  static final int SESSIONS = 2_000;
  static final List<String> FLIGHT_FILES =
      List.of("flights-2001-01-10", "flights-rest-of-week", "flights-rest-of-month");

  /// Airlines of the time that the airline table knows, as often as they stand here.
  static final String[] CARRIERS =
      ("WN WN WN WN WN WN DL DL DL DL DL AA AA AA AA UA UA UA UA US US US US "
              + "NW NW NW MQ MQ HP AS")
          .split(" ");

  static final String[] GIVEN =
      ("Ada Alan Amina Ana Anton Aoife Astrid Barbara Bela Ben Carla Chen Chidi Clara Dana David "
              + "Dina Edsger Elif Emil Emma Eva Farid Finn Frances Grace Greta Hana Hugo Ida Ines "
              + "Ivan Jana Jean Jonas Jorge Julia Kai Karim Katherine Kofi Lea Leo Lin Linus Lucia "
              + "Maja Marco Margaret Maria Mei Mila Mohammed Nadia Nils Noor Olga Omar Paul Pia "
              + "Priya Rafael Ravi Rosa Samir Sara Sofia Sven Tariq Theo Tim Uma Vera Wei Yara Zoe")
          .split(" ");
  static final String[] FAMILY =
      ("Abe Adeyemi Aalto Bauer Berg Bianchi Botha Brown Castro Chen Costa Cruz Dahl Diaz Dubois "
              + "Evans Fischer Flores Fontaine Garcia Gruber Haddad Hansen Horvat Hughes Ibrahim "
              + "Ito Ivanova Jansen Jones Kaya Khan Kim Klein Kowalski Kumar Larsen Lee Lopez Martin "
              + "Mbeki Meyer Moreau Mori Murphy Nagy Nguyen Novak Okafor Olsen Papadopoulos Park "
              + "Patel Pereira Petrov Popescu Quinn Ramos Rossi Santos Sato Schmidt Silva Singh "
              + "Smith Suzuki Svensson Tanaka Torres Tran Visser Wagner Walker Weber Wilson Wong "
              + "Yilmaz Young Zhang Zimmermann")
          .split(" ");

  final Path from;
  final Path to;
  final Map<String, ZoneId> zones = new HashMap<>();

  Synthetic(Path from, Path to) {
    this.from = from;
    this.to = to;
  }

  public static void main(String[] arguments) throws IOException {
    Path from = Path.of(arguments.length > 0 ? arguments[0] : "");
    new Synthetic(from, arguments.length > 1 ? Path.of(arguments[1]) : from).run();
  }

  void run() throws IOException {
    for (Map<String, String> row : read("airport-timezones")) {
      zones.put(row.get("iata"), ZoneId.of(row.get("tz")));
    }
    Map<String, List<Flight>> files = new LinkedHashMap<>();
    List<Flight> flights = new ArrayList<>();
    for (String file : FLIGHT_FILES) {
      files.put(file, flights(file));
      flights.addAll(files.get(file));
    }
    flights.sort((a, b) -> a.departs.compareTo(b.departs)); // stable: equals stay as in their file
    operate(flights);
    for (Map.Entry<String, List<Flight>> file : files.entrySet()) {
      write(file.getKey(), Flight.HEADER, file.getValue());
    }
    List<Flight> week =
        flights.stream()
            .filter(flight -> flight.day().compareTo(WEEK_BEGINS) >= 0)
            .filter(flight -> flight.day().compareTo(WEEK_ENDS) <= 0)
            .toList();
    List<Passenger> passengers = passengers(week);
    write("passengers", Passenger.HEADER, passengers);
    book(passengers, week);
    sessions(passengers, week);
    searches();
  }

  // ---- flights -------------------------------------------------------------------------------

  /// A flight: what is known of it, and who is said to have operated it.
  static final class Flight {
    static final String HEADER =
        "day,dep_local,arr_delay_min,distance_mi,origin,destination,n,"
            + "synthetic_carrier,synthetic_number,synthetic_tail";
    String departs;
    String delay;
    int miles;
    String origin;
    String destination;
    int n;
    Instant start;
    String carrier;
    int number;
    String tail;

    String day() {
      return departs.substring(0, 10);
    }

    String id() {
      return origin + "-" + destination + "-" + departs + "-" + n;
    }

    /// Half an hour on the ground, then 450 miles an hour.
    Instant end() {
      return start.plus(30 + miles * 60L / 450, ChronoUnit.MINUTES);
    }

    @Override
    public String toString() {
      return String.join(
          ",", day(), departs, delay, "" + miles, origin, destination, "" + n, carrier,
          "" + number, tail);
    }
  }

  List<Flight> flights(String file) throws IOException {
    List<Flight> flights = new ArrayList<>();
    Map<String, Integer> seen = new HashMap<>();
    for (Map<String, String> row : read(file)) {
      Flight flight = new Flight();
      flight.departs = row.get("dep_local");
      flight.delay = row.get("arr_delay_min");
      flight.miles = Integer.parseInt(row.get("distance_mi"));
      flight.origin = row.get("origin");
      flight.destination = row.get("destination");
      String same = flight.origin + flight.destination + flight.departs;
      flight.n = seen.merge(same, 1, Integer::sum);
      ZoneId zone = zones.getOrDefault(flight.origin, ZoneOffset.UTC);
      flight.start = LocalDateTime.parse(flight.departs).atZone(zone).toInstant();
      flights.add(flight);
    }
    return flights;
  }

  /// An aircraft flies on from where it landed; one that never was anywhere begins where it is
  /// needed. Of those that are ready, the one that came last goes first: aircraft seldom rest.
  void operate(List<Flight> flights) {
    record Aircraft(String tail, String carrier, Instant ready) {}
    Random random = new Random(SEED);
    Map<String, List<Aircraft>> parked = new HashMap<>();
    int fleet = 0;
    for (Flight flight : flights) {
      List<Aircraft> here = parked.computeIfAbsent(flight.origin, _ -> new ArrayList<>());
      int ready = here.size() - 1;
      while (ready >= 0 && here.get(ready).ready().isAfter(flight.start)) {
        ready--;
      }
      Aircraft aircraft =
          ready >= 0
              ? here.remove(ready)
              : new Aircraft(
                  "N0%04d".formatted(++fleet),
                  CARRIERS[random.nextInt(CARRIERS.length)],
                  flight.start);
      flight.tail = aircraft.tail();
      flight.carrier = aircraft.carrier();
      flight.number = number(flight);
      Aircraft next =
          new Aircraft(aircraft.tail(), aircraft.carrier(), flight.end().plusSeconds(2400));
      parked.computeIfAbsent(flight.destination, _ -> new ArrayList<>()).add(next);
    }
  }

  /// The same route at the same hour has the same number on every day.
  static int number(Flight flight) {
    String name = flight.carrier + flight.origin + flight.destination;
    int hour = Integer.parseInt(flight.departs.substring(11, 13));
    return 1 + Math.floorMod(name.hashCode() * 31 + hour * 7919, 2999);
  }

  // ---- passengers and what they bought -------------------------------------------------------

  record Passenger(int id, String given, String family, String home, String tier, String born) {
    static final String HEADER = "id,given_name,family_name,home,tier,born";

    @Override
    public String toString() {
      return String.join(",", "" + id, given, family, home, tier, born);
    }
  }

  static List<Passenger> passengers(List<Flight> week) {
    Random random = new Random(SEED + 1);
    List<Passenger> passengers = new ArrayList<>();
    for (int id = 1; id <= PASSENGERS; id++) {
      int luck = random.nextInt(100);
      passengers.add(
          new Passenger(
              id,
              GIVEN[random.nextInt(GIVEN.length)],
              FAMILY[random.nextInt(FAMILY.length)],
              week.get(random.nextInt(week.size())).origin,
              luck < 80 ? "" : luck < 95 ? "SILVER" : "GOLD",
              LocalDateTime.of(1930, 1, 1, 0, 0)
                  .plusDays(random.nextInt(60 * 365))
                  .toLocalDate()
                  .toString()));
    }
    return passengers;
  }

  record Booking(Passenger passenger, Flight flight) {}

  /// Trips from home, some with a change of aircraft, most with a way back; then what each cost.
  void book(List<Passenger> passengers, List<Flight> week) throws IOException {
    Random random = new Random(SEED + 2);
    Map<String, List<Flight>> departures = new HashMap<>();
    for (Flight flight : week) {
      departures.computeIfAbsent(flight.origin, _ -> new ArrayList<>()).add(flight);
    }
    List<Booking> bookings = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    while (bookings.size() < BOOKINGS) {
      Passenger passenger = passengers.get(random.nextInt(passengers.size()));
      for (Flight flight : trip(passenger.home(), departures, random)) {
        if (bookings.size() < BOOKINGS && taken.add(passenger.id() + flight.id())) {
          bookings.add(new Booking(passenger, flight));
        }
      }
    }
    bookings.sort(
        (a, b) -> {
          int byTime = a.flight().departs.compareTo(b.flight().departs);
          int byFlight = byTime != 0 ? byTime : a.flight().id().compareTo(b.flight().id());
          return byFlight != 0 ? byFlight : a.passenger().id() - b.passenger().id();
        });
    new Till(random).sell(bookings);
  }

  static List<Flight> trip(String home, Map<String, List<Flight>> departures, Random random) {
    List<Flight> trip = new ArrayList<>();
    List<Flight> out = departures.get(home);
    trip.add(out.get(random.nextInt(out.size())));
    String ends = trip.getFirst().destination;
    if (random.nextInt(3) == 0) {
      Instant lands = trip.getFirst().end();
      List<Flight> on = between(departures.get(ends), lands, 60, 240);
      if (!on.isEmpty()) {
        Flight second = on.get(random.nextInt(on.size()));
        if (!second.destination.equals(home)) {
          trip.add(second);
          ends = second.destination;
        }
      }
    }
    if (random.nextInt(4) > 0) {
      List<Flight> back = between(departures.get(ends), trip.getLast().end(), 12 * 60, 7 * 24 * 60);
      List<Flight> direct = back.stream().filter(one -> one.destination.equals(home)).toList();
      if (!direct.isEmpty()) {
        trip.add(direct.get(random.nextInt(direct.size())));
      }
    }
    return trip;
  }

  static List<Flight> between(List<Flight> flights, Instant after, int least, int most) {
    if (flights == null) {
      return List.of();
    }
    Instant earliest = after.plus(least, ChronoUnit.MINUTES);
    Instant latest = after.plus(most, ChronoUnit.MINUTES);
    return flights.stream()
        .filter(flight -> !flight.start.isBefore(earliest) && !flight.start.isAfter(latest))
        .toList();
  }

  /// Writes bookings with their fares, and the payments that add up to them to the cent.
  final class Till {
    final Random random;
    final List<String> bookings = new ArrayList<>();
    final List<String> payments = new ArrayList<>();
    int payment;

    Till(Random random) {
      this.random = random;
    }

    void sell(List<Booking> sold) throws IOException {
      List<String> dayBookings = new ArrayList<>();
      List<String> dayPayments = new ArrayList<>();
      int id = 0;
      for (Booking booking : sold) {
        sell(++id, booking);
        if (booking.flight().day().equals(TEST_DAY)) {
          dayBookings.add(bookings.removeLast());
          while (!payments.isEmpty() && payments.getLast().split(",")[1].equals("" + id)) {
            dayPayments.addFirst(payments.removeLast());
          }
        }
      }
      dayPayments.sort((a, b) -> Integer.compare(number(a), number(b)));
      String header = "id,passenger,day,departs,origin,destination,n,cabin,seat,status,fare,booked_at";
      write("bookings-2001-01-10", header, dayBookings);
      write("bookings-rest-of-week", header, bookings);
      header = "id,booking,amount,method,paid_at";
      write("payments-2001-01-10", header, dayPayments);
      write("payments-rest-of-week", header, payments);
    }

    private static int number(String row) {
      return Integer.parseInt(row.substring(0, row.indexOf(',')));
    }

    private void sell(int id, Booking booking) {
      boolean business = random.nextInt(12) == 0;
      long cents = 2_900 + booking.flight().miles * (7L + random.nextInt(15)) + random.nextInt(100);
      BigDecimal fare = BigDecimal.valueOf(business ? cents * 3 : cents, 2);
      Instant at =
          booking.flight().start.minus(60 + random.nextInt(60 * 24 * 60), ChronoUnit.MINUTES);
      int luck = random.nextInt(100);
      String status = luck < 3 ? "HELD" : luck < 6 ? "CANCELLED" : "CONFIRMED";
      String seat =
          (business ? 1 + random.nextInt(5) : 6 + random.nextInt(26))
              + String.valueOf("ABCDEF".charAt(random.nextInt(business ? 4 : 6)));
      Flight flight = booking.flight();
      bookings.add(
          String.join(
              ",", "" + id, "" + booking.passenger().id(), flight.day(), flight.departs,
              flight.origin, flight.destination, "" + flight.n,
              business ? "BUSINESS" : "ECONOMY", luck < 3 ? "" : seat, status, "" + fare, "" + at));
      if (luck < 3) {
        return; // held, not paid yet
      }
      if (luck % 20 == 7) {
        BigDecimal voucher = BigDecimal.valueOf(random.nextInt((int) cents), 2);
        pay(id, voucher, "VOUCHER", at);
        pay(id, fare.subtract(voucher), "CARD", at.plusSeconds(60));
      } else {
        pay(id, fare, random.nextInt(4) == 0 ? "TRANSFER" : "CARD", at);
      }
      if (luck < 6) {
        pay(id, fare.negate(), "REFUND", at.plus(1 + random.nextInt(40), ChronoUnit.MINUTES));
      }
    }

    private void pay(int booking, BigDecimal amount, String method, Instant at) {
      payments.add(String.join(",", "" + ++payment, "" + booking, "" + amount, method, "" + at));
    }
  }

  // ---- the hot data ---------------------------------------------------------------------------

  void sessions(List<Passenger> passengers, List<Flight> week) throws IOException {
    Random random = new Random(SEED + 3);
    List<String> sessions = new ArrayList<>();
    Set<String> tokens = new TreeSet<>();
    while (tokens.size() < SESSIONS) {
      tokens.add("%012x".formatted(random.nextLong() & 0xFFFF_FFFF_FFFFL));
    }
    String[] devices = {"phone", "phone", "tablet", "desktop"};
    Instant now = Instant.parse("2001-01-10T20:00:00Z");
    for (String token : tokens) {
      // A quarter of the passengers, so that some have several sessions and most have none.
      Passenger passenger = passengers.get(random.nextInt(passengers.size() / 4));
      Flight flight = week.get(random.nextInt(week.size()));
      Instant seen = now.minusSeconds(random.nextInt(86_400));
      sessions.add(
          String.join(
              ",", token, "" + passenger.id(), devices[random.nextInt(devices.length)],
              "" + seen.minusSeconds(random.nextInt(7_200)), "" + seen,
              flight.origin, flight.destination, "" + (1 + random.nextInt(9))));
    }
    write(
        "sessions",
        "token,passenger,device,started_at,seen_at,search_from,search_to,search_seats",
        sessions);
  }

  /// How often each airport was searched for: the more routes it has the oftener, in round
  /// numbers, so that many are equal.
  void searches() throws IOException {
    Random random = new Random(SEED + 4);
    Map<String, Integer> routes = new TreeMap<>();
    for (Map<String, String> route : read("air-routes-routes")) {
      routes.merge(route.get("src"), 1, Integer::sum);
    }
    List<String> searches = new ArrayList<>();
    routes.forEach(
        (airport, count) -> {
          int score = count * (8 + random.nextInt(5)) / 50 * 50;
          if (score > 0) {
            searches.add(airport + "," + score);
          }
        });
    write("searches", "airport,score", searches);
  }

  // ---- files ----------------------------------------------------------------------------------

  /// The files have no quotes in the columns that are read here.
  List<Map<String, String>> read(String file) throws IOException {
    List<Map<String, String>> rows = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(from.resolve(file + ".csv.gz"))),
                StandardCharsets.UTF_8))) {
      List<String> header = Arrays.asList(lines.readLine().split(","));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] cells = line.split(",", -1);
        Map<String, String> row = new HashMap<>();
        for (int i = 0; i < header.size(); i++) {
          row.put(header.get(i), cells[i]);
        }
        rows.add(row);
      }
    }
    return rows;
  }

  void write(String file, String header, List<?> rows) throws IOException {
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(to.resolve(file + ".csv.gz"))) {
          {
            def.setLevel(9);
          }
        }) {
      StringBuilder text = new StringBuilder(header).append('\n');
      rows.forEach(row -> text.append(row).append('\n'));
      out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }
    System.out.println(file + ": " + rows.size() + " rows");
  }
}
