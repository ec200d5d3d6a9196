package dev.polyphony.resolvers.oracle;

import dev.polyphony.resolvers.oracle.NaiveRow.Bad;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The rows of the library, from a seed: with nulls, references to nothing, ties in every order,
/// and a few values that do not fit.
final class LibraryData {
  static final int AUTHORS = 30;
  static final int BOOKS = 80;
  static final int REVIEWS = 70;
  private static final List<String> GENRES = List.of("NOVEL", "POETRY", "SCIENCE", "HISTORY");
  private static final List<String> COUNTRIES = List.of("AT", "PT", "\uD83D\uDE80", "\uFF5E", "");
  private static final List<String> CITIES = List.of("Graz", "Porto", "O'Hare\n\"x\"", "Oslo");
  private static final List<String> REGIONS = List.of("A", "A1", "B");

  private final Random random;
  private final Map<String, List<NaiveRow>> entities = new LinkedHashMap<>();

  private LibraryData(long seed) {
    this.random = new Random(seed);
  }

  /// The rows by entity.
  static Map<String, List<NaiveRow>> of(long seed) {
    LibraryData data = new LibraryData(seed);
    data.rows("Author", AUTHORS, data::author);
    data.rows("Publisher", 9, data::publisher);
    data.rows("Book", BOOKS, data::book);
    data.rows("Topic", 24, data::topic);
    data.rows("Profile", AUTHORS, data::profile);
    data.rows("Review", REVIEWS, data::review);
    data.rows("Stock", 60, data::stock);
    data.rows("Order", 11, data::order);
    data.rows("Specimen", 10, data::specimen);
    data.rows("Patron", 14, data::patron);
    data.rows("Guild", 12, data::guild);
    return data.entities;
  }

  private void rows(String entity, int count, IntFunction<Map<String, @Nullable Object>> make) {
    List<NaiveRow> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(new NaiveRow(entity, i, make.apply(i)));
    }
    entities.put(entity, List.copyOf(rows));
  }

  private Map<String, @Nullable Object> author(int i) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("id", "" + (i + 1));
    row.put("email", "a" + i + "@example.org");
    row.put("name", "Name " + random.nextInt(AUTHORS / 2));
    row.put("country", mostly(0.8, () -> one(COUNTRIES)));
    row.put("born", mostly(0.8, this::date));
    row.put("rating", bad(0.1, () -> random.nextInt(50) / 10.0));
    row.put("alive", bad(0.08, random::nextBoolean));
    row.put("followers", mostly(0.8, () -> (1L << 53) + random.nextInt(1000)));
    row.put("mentorId", mostly(0.7, () -> id(AUTHORS / 4)));
    row.put("favouriteCode", bad(0.05, () -> one(List.of("p", "g", "x")) + small()));
    return row;
  }

  private Map<String, @Nullable Object> publisher(int i) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("region", REGIONS.get(i / 3));
    row.put("number", i % 3 == 2 ? 11 : i % 3);
    row.put("title", mostly(0.7, () -> "Press " + i));
    row.put("siblingNumbers", mostly(0.8, () -> list(4, () -> random.nextInt(13))));
    return row;
  }

  private Map<String, @Nullable Object> book(int i) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("id", "" + (i + 1));
    row.put("isbn", "978-" + i);
    row.put("title", bad(0.04, () -> "Title \u00e4 " + i));
    row.put("genre", mostly(0.8, () -> one(GENRES)));
    row.put("genres", mostly(0.9, () -> list(3, () -> one(GENRES))));
    row.put("tags", list(3, () -> bad(0.03, () -> "t" + random.nextInt(9))));
    row.put("scores", mostly(0.9, () -> list(4, () -> bad(0.1, () -> mostly(0.8, this::small)))));
    row.put("published", mostly(0.85, this::date));
    row.put("price", mostly(0.9, () -> new BigDecimal(random.nextInt(9999) + ".50")));
    row.put("pages", 10 + random.nextInt(300));
    row.put("authorId", random.nextInt(15) == 0 ? "999" : id(AUTHORS * 2 / 3));
    row.put("twinId", mostly(0.9, () -> id(BOOKS + 9)));
    row.put("pubRegion", mostly(0.9, () -> one(REGIONS)));
    row.put("pubNumber", mostly(0.9, () -> random.nextInt(4) * random.nextInt(12)));
    row.put("relatedIds", bad(0.05, () -> mostly(0.9, () -> list(5, () -> id(BOOKS + 9)))));
    return row;
  }

  private Map<String, @Nullable Object> topic(int i) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("id", "t" + i);
    row.put("genre", one(GENRES));
    row.put("weight", mostly(0.8, this::small));
    row.put("label", mostly(0.8, () -> "Label " + i));
    return row;
  }

  private Map<String, @Nullable Object> profile(int i) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("id", i % 9 == 8 ? "p" + i : "" + (i + 1));
    row.put("motto", bad(0.1, () -> mostly(0.8, () -> "Motto " + i)));
    row.put("languages", mostly(0.9, () -> list(3, () -> mostly(0.8, () -> "l" + small()))));
    return row;
  }

  private Map<String, @Nullable Object> review(int i) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("id", "r" + i);
    row.put("bookIds", mostly(0.9, () -> list(3, () -> id(BOOKS / 3))));
    row.put("stars", 1 + random.nextInt(5));
    row.put("text", mostly(0.8, () -> "Text \uD83D\uDE00 \u2028 " + i));
    row.put("at", mostly(0.85, () -> Instant.ofEpochSecond(1_600_000_000L + small() * 1000L)));
    row.put("meta", mostly(0.8, this::json));
    row.put("place", bad(0.05, () -> mostly(0.85, this::place)));
    row.put("marks", bad(0.05, () -> mostly(0.85, () -> list(3, this::mark))));
    row.put("bookCount", bad(0.1, this::small));
    return row;
  }

  private Map<String, @Nullable Object> place() {
    Map<String, @Nullable Object> place = new LinkedHashMap<>();
    place.put("city", mostly(0.9, () -> one(CITIES)));
    place.put("zip", mostly(0.8, () -> "" + small()));
    place.put("authorId", mostly(0.8, () -> random.nextInt(9) == 0 ? "x7" : id(AUTHORS)));
    place.put("position", mostly(0.8, this::position));
    place.put("visits", mostly(0.8, () -> list(3, this::visit)));
    return place;
  }

  private Map<String, @Nullable Object> position() {
    Map<String, @Nullable Object> position = new LinkedHashMap<>();
    position.put("lat", bad(0.1, () -> random.nextInt(900) / 10.0));
    position.put("lon", random.nextDouble());
    return position;
  }

  private Map<String, @Nullable Object> visit() {
    Map<String, @Nullable Object> visit = new LinkedHashMap<>();
    visit.put("day", mostly(0.8, this::date));
    visit.put("guests", mostly(0.9, () -> list(3, this::guest)));
    return visit;
  }

  private Map<String, @Nullable Object> guest() {
    Map<String, @Nullable Object> guest = new LinkedHashMap<>();
    guest.put("name", mostly(0.95, () -> "Guest " + small()));
    guest.put("bookId", mostly(0.8, () -> id(BOOKS + 9)));
    return guest;
  }

  private Map<String, @Nullable Object> mark() {
    Map<String, @Nullable Object> mark = new LinkedHashMap<>();
    mark.put("label", bad(0.05, () -> "Mark " + small()));
    mark.put("value", mostly(0.8, this::small));
    mark.put("bookIds", mostly(0.8, () -> list(3, () -> id(BOOKS + 9))));
    return mark;
  }

  private Map<String, @Nullable Object> stock(int i) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("bookId", "" + (1 + i / 3 * 2));
    row.put("branch", List.of("n", "s", "w").get(i % 3));
    row.put("amount", bad(0.05, this::small));
    row.put("updated", mostly(0.8, () -> date().atTime(12, small(), 1, 123_456_000)));
    return row;
  }

  private Map<String, @Nullable Object> order(int i) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("id", "" + (i + 1));
    row.put("bookId", mostly(0.9, () -> id(30)));
    row.put("branch", mostly(0.9, () -> one(List.of("n", "s", "w", "e"))));
    return row;
  }

  private Map<String, @Nullable Object> patron(int i) {
    return holder("p", i, mostly(0.8, () -> "Note " + small()));
  }

  private Map<String, @Nullable Object> guild(int i) {
    return holder("g", i, bad(0.1, this::small));
  }

  private Map<String, @Nullable Object> holder(String kind, int i, @Nullable Object note) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("code", kind + i);
    row.put("name", bad(0.05, () -> "Holder " + small()));
    row.put("level", mostly(0.8, this::small));
    row.put("note", note);
    row.put("authorId", mostly(0.9, () -> id(8)));
    return row;
  }

  private Map<String, @Nullable Object> specimen(int i) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("uuid", new UUID(random.nextLong(), random.nextLong()));
    row.put("flag", bad(0.1, random::nextBoolean));
    row.put("whole", bad(0.1, random::nextInt));
    row.put("wide", bad(0.1, random::nextLong));
    row.put("huge", bad(0.1, () -> new BigInteger(90, random).negate()));
    row.put("exact", bad(0.1, () -> new BigDecimal(new BigInteger(80, random), i * 2)));
    row.put("real", bad(0.1, () -> (random.nextDouble() - 0.5) * Math.pow(10, i)));
    row.put("text", bad(0.1, () -> "\u0000\t\"\\/ \u00fc\u4e2d\uD83D\uDE80".substring(i % 3)));
    row.put("bytes", bad(0.1, () -> new BigInteger(40, random).toByteArray()));
    row.put("date", bad(0.1, this::date));
    row.put("time", bad(0.1, () -> LocalTime.of(small(), small(), i, i * 1000)));
    row.put("local", bad(0.1, () -> LocalDateTime.of(2020, 1, 1 + i, 5, 0, 0, 7_000_000)));
    row.put("instant", bad(0.1, () -> Instant.ofEpochSecond(i * 1_000_000L, 123_456_000)));
    row.put("json", mostly(0.9, this::json));
    row.put("wides", bad(0.1, () -> list(3, () -> bad(0.1, random::nextLong))));
    row.put("dates", bad(0.1, () -> list(3, () -> mostly(0.7, this::date))));
    row.put("needed", mostly(0.9, this::small));
    return row;
  }

  private Object json() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("n", random.nextInt());
    json.put("list", list(3, () -> mostly(0.7, () -> "x" + small())));
    json.put("none", null);
    return json;
  }

  private int small() {
    return random.nextInt(12);
  }

  private LocalDate date() {
    return LocalDate.of(2000, 1, 1).plusDays(random.nextInt(25) * 10L);
  }

  private String id(int most) {
    return "" + (1 + random.nextInt(most));
  }

  private <T> T one(List<T> choice) {
    return choice.get(random.nextInt(choice.size()));
  }

  private <T> @Nullable T mostly(double share, Supplier<T> value) {
    return random.nextDouble() < share ? value.get() : null;
  }

  private @Nullable Object bad(double share, Supplier<? extends @Nullable Object> value) {
    return random.nextDouble() < share ? Bad.VALUE : value.get();
  }

  private List<@Nullable Object> list(int most, Supplier<? extends @Nullable Object> element) {
    List<@Nullable Object> list = new ArrayList<>();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      list.add(element.get());
    }
    return list;
  }
}
