import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Answers about passengers, bookings and payments.
class Bookings {
  private static final String DAY = "2001-01-10";

  static Object dayOf(String passenger, String day) throws IOException {
    Map<String, String> person = Answers.find("passengers", "id", passenger);
    Map<String, String> home = Answers.find("air-routes-airports", "code", person.get("home"));
    List<Object> nodes = new ArrayList<>();
    for (Map<String, String> booking : bookingsOf(passenger)) {
      if (!booking.get("day").equals(day)) {
        continue;
      }
      Map<String, String> origin =
          Answers.find("air-routes-airports", "code", booking.get("origin"));
      List<Object> paid = new ArrayList<>();
      for (Map<String, String> payment : paymentsOf(booking.get("id"))) {
        paid.add(
            Answers.object(
                "amount", payment.get("amount"),
                "method", payment.get("method"),
                "paidAt", payment.get("paid_at")));
      }
      nodes.add(
          Answers.object(
              "id", booking.get("id"),
              "cabin", booking.get("cabin"),
              "seat", Answers.text(booking, "seat"),
              "status", booking.get("status"),
              "fare", booking.get("fare"),
              "bookedAt", booking.get("booked_at"),
              "origin", place(origin),
              "payments", paid));
    }
    return Answers.object(
        "passenger",
        Answers.object(
            "givenName", person.get("given_name"),
            "familyName", person.get("family_name"),
            "email", email(person),
            "born", person.get("born"),
            "tier", Answers.text(person, "tier"),
            "synthetic", true,
            "home", place(home),
            "bookings", Answers.object("nodes", nodes)));
  }

  static Object byNumber(String... numbers) throws IOException {
    List<Object> answers = new ArrayList<>();
    for (String number : numbers) {
      Map<String, String> booking = Answers.find("bookings-" + DAY, "id", number);
      if (booking == null) {
        answers.add(null);
        continue;
      }
      Map<String, String> person = Answers.find("passengers", "id", booking.get("passenger"));
      Map<String, String> home = Answers.find("air-routes-airports", "code", person.get("home"));
      Map<String, String> region = Answers.find("regions", "code", home.get("region"));
      List<Object> paid = new ArrayList<>();
      for (Map<String, String> payment : paymentsOf(number)) {
        paid.add(
            Answers.object(
                "id", payment.get("id"),
                "amount", payment.get("amount"),
                "method", payment.get("method"),
                "booking", Answers.object("id", number)));
      }
      answers.add(
          Answers.object(
              "id", number,
              "status", booking.get("status"),
              "fare", booking.get("fare"),
              "passenger",
                  Answers.object(
                      "email", email(person),
                      "home",
                          Answers.object(
                              "city", home.get("city"),
                              "region",
                                  region == null
                                      ? null
                                      : Answers.object("name", region.get("name")))),
              "payments", paid));
    }
    return Answers.object("bookings", answers);
  }

  static Object flyersFrom(String code, int people, int each) throws IOException {
    List<Object> nodes = new ArrayList<>();
    List<Map<String, String>> all =
        Answers.rows("passengers").stream()
            .filter(person -> person.get("home").equals(code))
            .sorted(byNumber())
            .toList();
    for (Map<String, String> person : Answers.head(all, people)) {
      List<Map<String, String>> booked = bookingsOf(person.get("id"));
      List<Object> bookings = new ArrayList<>();
      for (Map<String, String> booking : Answers.head(booked, each)) {
        JsonNode guide = Answers.document("airport-guides", booking.get("origin"));
        List<Object> first = new ArrayList<>();
        for (Map<String, String> payment : Answers.head(paymentsOf(booking.get("id")), 1)) {
          first.add(Answers.object("method", payment.get("method")));
        }
        bookings.add(
            Answers.object(
                "origin",
                    Answers.object(
                        "code", booking.get("origin"),
                        "guide",
                            guide == null ? null : Answers.object("kind", Answers.kind(guide))),
                "fare", booking.get("fare"),
                "payments", first));
      }
      nodes.add(
          Answers.object(
              "familyName", person.get("family_name"),
              "tier", Answers.text(person, "tier"),
              "bookings",
                  Answers.object(
                      "nodes", bookings,
                      "pageInfo", Answers.object("hasNextPage", booked.size() > each))));
    }
    return Answers.object(
        "airport",
        Answers.object(
            "city", Answers.find("air-routes-airports", "code", code).get("city"),
            "passengers", Answers.object("nodes", nodes)));
  }

  static Map<String, Object> place(Map<String, String> airport) {
    return Answers.object("code", airport.get("code"), "city", airport.get("city"));
  }

  static String email(Map<String, String> person) {
    return (person.get("given_name")
            + "."
            + person.get("family_name")
            + "."
            + person.get("id")
            + "@example.org")
        .toLowerCase(Locale.ROOT);
  }

  /// By departure, then number.
  static List<Map<String, String>> bookingsOf(String passenger) throws IOException {
    return Answers.rows("bookings-" + DAY).stream()
        .filter(booking -> booking.get("passenger").equals(passenger))
        .sorted(
            Comparator.comparing((Map<String, String> booking) -> booking.get("departs"))
                .thenComparing(byNumber()))
        .toList();
  }

  /// By time, then number.
  static List<Map<String, String>> paymentsOf(String booking) throws IOException {
    return Answers.rows("payments-" + DAY).stream()
        .filter(payment -> payment.get("booking").equals(booking))
        .sorted(
            Comparator.comparing((Map<String, String> payment) -> payment.get("paid_at"))
                .thenComparing(byNumber()))
        .toList();
  }

  static Comparator<Map<String, String>> byNumber() {
    return Comparator.comparing(row -> Long.valueOf(row.get("id")));
  }
}
