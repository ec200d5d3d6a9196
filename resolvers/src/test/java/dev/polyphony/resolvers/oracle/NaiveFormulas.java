package dev.polyphony.resolvers.oracle;

import dev.polyphony.schema.algebra.Formula;
import dev.polyphony.schema.catalog.Catalog;
import dev.polyphony.schema.catalog.FieldBinding.JoinField;
import dev.polyphony.schema.catalog.FieldBinding.ValueField;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the expressions of the schemas mean, said once more in plain Java: by the entity of a
/// `where`, and by the field of a `when` or a value.
///
/// @param tenant whose rows the second caller sees
record NaiveFormulas(Map<Formula, Meaning> meanings, String tenant) {
  private static final Map<String, Meaning> ALL = new HashMap<>();

  static {
    ALL.put("Publisher", (row, claims) -> !is(row, "region", "B") || isOf(claims, "staff"));
    ALL.put("Stock", (row, _) -> !is(row, "amount", 7));
    ALL.put(
        "Topic",
        (row, _) ->
            row.get("label") == null
                || (!text(row, "label").endsWith("3") && row.get("weight") != null));
    ALL.put(
        "Order",
        (row, claims) ->
            row.get("branch") == null || !Objects.equals(row.get("branch"), claims.get("branch")));
    ALL.put(
        "Book.cheapTwin",
        (row, _) ->
            number(row, "price", 10_000).compareTo(new BigDecimal("6000.5")) < 0
                && !is(row, "genre", "POETRY"));
    ALL.put(
        "Review.goodBooks",
        (row, claims) ->
            claims.get("stars") instanceof Long least
                && number(row, "stars", 0).compareTo(BigDecimal.valueOf(least)) >= 0);
    ALL.put(
        "Book.total",
        (row, _) ->
            row.get("price") == null
                ? null
                : number(row, "price", 0)
                    .multiply(number(row, "pages", 0))
                    .add(new BigDecimal("0.05")));
    ALL.put(
        "Book.caption",
        (row, _) ->
            row.get("title") instanceof String title
                ? title + ", " + row.get("pages")
                : row.get("title"));
    ALL.put(
        "Airport.elevationMetres",
        (row, _) -> number(row, "elevationFeet", 0).doubleValue() * 0.3048);
    ALL.put("Courier", (row, _) -> row.get("deletedAt") == null);
    ALL.put("Depot", (row, _) -> row.get("deletedAt") == null);
    for (String entity : List.of("Customer", "Parcel", "Invoice")) {
      ALL.put(entity, (row, claims) -> row.get("deletedAt") == null && isOfTenant(row, claims));
    }
    ALL.put("Claim", NaiveFormulas::isOfTenant);
    ALL.put("Declaration", (row, _) -> is(row, "kind", "declaration"));
    ALL.put("Certificate", (row, _) -> is(row, "kind", "certificate"));
    ALL.put("Claim.parcel", (row, _) -> is(row, "subjectType", "parcel"));
    ALL.put("Claim.invoice", (row, _) -> is(row, "subjectType", "invoice"));
    ALL.put(
        "Parcel.isHeavy",
        (row, _) ->
            number(row, "weightGrams", 0).compareTo(new BigDecimal(20_000)) > 0
                || (row.get("tags") instanceof List<?> tags && tags.contains("bulky")));
    ALL.put(
        "Parcel.valuePerKilogram",
        (row, _) -> {
          BigDecimal grams = number(row, "weightGrams", 0);
          BigDecimal value = number(row, "declaredValue", 0).multiply(new BigDecimal(1000));
          return row.get("declaredValue") == null
              ? null
              : grams.signum() == 0
                  ? NaiveRow.Bad.VALUE
                  : value.divide(grams, MathContext.DECIMAL128);
        });
    ALL.put(
        "InvoiceLine.rounding",
        (row, _) ->
            number(row, "amount", 0)
                .subtract(number(row, "quantity", 0).multiply(number(row, "unitPrice", 0))));
    ALL.put("Author.isReader", (row, claims) -> is(row, "id", claims.get("sub")));
    ALL.put(
        "Place.label",
        (row, _) -> {
          Object city = row.get("city");
          Object zip = row.get("zip");
          return zip == null || city == null ? (zip == null ? city : null) : zip + " " + city;
        });
  }

  /// What an expression gives for a row: as the gateway, null where there is nothing.
  @FunctionalInterface
  interface Meaning {
    @Nullable Object of(NaiveRow row, Map<String, Object> claims);
  }

  static NaiveFormulas of(Catalog catalog, Map<String, List<NaiveRow>> entities) {
    Map<Formula, Meaning> meanings = new HashMap<>();
    catalog
        .entities()
        .forEach((name, entity) -> add(meanings, entity.primary().mapping().where(), name));
    catalog
        .types()
        .forEach((name, type) ->
            type.fields()
                .forEach((field, binding) -> {
                  switch (binding) {
                    case JoinField join -> add(meanings, join.join().when(), name + "." + field);
                    case ValueField value -> add(meanings, value.formula(), name + "." + field);
                    default -> {}
                  }
                }));
    List<NaiveRow> tenants = entities.getOrDefault("Tenant", List.of());
    String tenant = tenants.isEmpty() ? "" : text(tenants.getFirst(), "code");
    return new NaiveFormulas(meanings, tenant);
  }

  private static void add(Map<Formula, Meaning> meanings, @Nullable Formula formula, String of) {
    if (formula != null) {
      meanings.put(formula, Objects.requireNonNull(ALL.get(of), () -> "say what " + of + " means"));
    }
  }

  Meaning of(Formula formula) {
    return Objects.requireNonNull(meanings.get(formula));
  }

  /// Two identities: somebody of the staff, and somebody else.
  List<Map<String, Object>> callers() {
    return List.of(
        Map.of("sub", "3", "roles", List.of("staff"), "stars", 2L),
        Map.of("sub", "5", "roles", "guest", "branch", "n", "tenant", tenant));
  }

  private static boolean isOfTenant(NaiveRow row, Map<String, Object> claims) {
    return claims.get("tenant") == null || is(row, "tenantCode", claims.get("tenant"));
  }

  private static boolean isOf(Map<String, Object> claims, String role) {
    return claims.get("roles") instanceof List<?> roles && roles.contains(role);
  }

  private static boolean is(NaiveRow row, String field, @Nullable Object value) {
    return value != null && value.equals(row.get(field));
  }

  private static BigDecimal number(NaiveRow row, String field, int otherwise) {
    return row.get(field) instanceof Number number
        ? new BigDecimal(number.toString())
        : BigDecimal.valueOf(otherwise);
  }

  private static String text(NaiveRow row, String field) {
    return row.get(field) instanceof String text ? text : "";
  }
}
