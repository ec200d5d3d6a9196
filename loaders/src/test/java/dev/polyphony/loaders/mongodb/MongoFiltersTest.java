package dev.polyphony.loaders.mongodb;

import static dev.polyphony.loaders.mongodb.Declared.list;
import static dev.polyphony.loaders.mongodb.Declared.mapping;
import static dev.polyphony.loaders.mongodb.Declared.named;
import static dev.polyphony.loaders.mongodb.Declared.object;
import static dev.polyphony.loaders.mongodb.Declared.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.StoreException;
import dev.polyphony.schema.algebra.Condition;
import dev.polyphony.schema.algebra.Condition.And;
import dev.polyphony.schema.algebra.Condition.Compare;
import dev.polyphony.schema.algebra.Condition.In;
import dev.polyphony.schema.algebra.Condition.Not;
import dev.polyphony.schema.algebra.Condition.Or;
import dev.polyphony.schema.algebra.Condition.Text;
import dev.polyphony.schema.algebra.Condition.Text.Match;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Operator;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.rows.KeyBatch;
import java.math.BigInteger;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.junit.jupiter.api.Test;

class MongoFiltersTest {
  private final Mapping mapping =
      mapping(
          "flights",
          value("carrier", ValueType.TEXT),
          value("number", ValueType.INT),
          value("day", ValueType.DATE, ValueType.TEXT),
          value("big", ValueType.BIG_INTEGER, ValueType.TEXT),
          list("codes", ValueType.TEXT),
          object("position", false, named("lat", ValueType.DOUBLE, "lat")));

  @Test
  void textsHaveNoValuesAndOneShapeForAnyNumberOfKeys() {
    assertThat(text(new In(fields("carrier"), KeyBatch.of("BA", "LH"))))
        .isEqualTo(text(new In(fields("carrier"), KeyBatch.of("BA"))))
        .isEqualTo("{carrier: {$in: ?}}");
    assertThat(
            text(
                new In(
                    fields("carrier", "number"),
                    KeyBatch.ofTuples(2, List.of(List.of("BA", 1), List.of("LH", 2))))))
        .isEqualTo("{$or: [{carrier: {$eq: ?}, number: {$eq: ?}}, …]}");
  }

  @Test
  void joinsWhatCanStandInOneDocument() {
    Condition both =
        new And(List.of(compare("carrier", Operator.EQ, "BA"), compare("number", Operator.GT, 1)));
    Condition range =
        new And(List.of(compare("number", Operator.GT, 1), compare("number", Operator.LT, 9)));

    assertThat(text(both)).isEqualTo("{carrier: {$eq: ?}, number: {$gt: ?}}");
    assertThat(text(range)).isEqualTo("{$and: [{number: {$gt: ?}}, {number: {$lt: ?}}]}");
    assertThat(text(new Or(List.of(both, range))))
        .isEqualTo(
            "{$or: [{carrier: {$eq: ?}, number: {$gt: ?}},"
                + " {$and: [{number: {$gt: ?}}, {number: {$lt: ?}}]}]}");
    assertThat(text(new Not(both))).isEqualTo("{$nor: [{carrier: {$eq: ?}, number: {$gt: ?}}]}");
  }

  @Test
  void knowsWhatHoldsAlwaysAndWhatNever() {
    Condition never = new In(fields("carrier"), KeyBatch.of());

    assertThat(text(Condition.TRUE)).isEqualTo("{}");
    assertThat(text(never)).isEqualTo("{_id: {$in: []}}");
    assertThat(text(new Not(never))).isEqualTo("{}");
    assertThat(text(new And(List.of(never, compare("number", Operator.EQ, 1)))))
        .isEqualTo("{_id: {$in: []}}");
    assertThat(text(new Or(List.of(never, compare("number", Operator.EQ, 1)))))
        .isEqualTo("{number: {$eq: ?}}");
  }

  @Test
  void writesPathsAsTheShellDoes() {
    assertThat(text(compare("position.lat", Operator.GTE, 1.5)))
        .isEqualTo("{\"position.lat\": {$gte: ?}}");
  }

  @Test
  void comparesNumbersBeyondTheColumnsType() {
    assertThat(new MongoFilters(mapping).clause(compare("number", Operator.LT, 1L << 40)).bson())
        .hasToString("{\"number\": {\"$lt\": 1099511627776}}");
  }

  @Test
  void refusesRangesOverNumbersThatAreKeptAsText() {
    assertThatThrownBy(() -> text(compare("big", Operator.LT, BigInteger.ONE)))
        .isInstanceOfSatisfying(
            StoreException.class,
            refusal -> assertThat(refusal.reason()).isEqualTo(FailureReason.UNSUPPORTED));
    assertThat(text(compare("big", Operator.EQ, BigInteger.ONE))).isEqualTo("{big: {$eq: ?}}");
  }

  @Test
  void searchesByPatternsWithoutMeaning() {
    Condition begins = new Text(FieldPath.of("carrier"), Match.STARTS_WITH, "B.*\\Q$\0é\n9_");
    Condition holds = new Text(FieldPath.of("codes"), Match.CONTAINS, "$where");

    assertThat(text(begins)).isEqualTo("{carrier: {$regex: /^?/}}");
    assertThat(new MongoFilters(mapping).clause(begins).bson())
        .isEqualTo(
            new BsonDocument(
                "carrier",
                new BsonDocument("$regex", new BsonString("^B\\.\\*\\\\Q\\$\\x00é\\\n9\\_"))));
    assertThat(text(new Not(holds))).isEqualTo("{$nor: [{codes: {$elemMatch: {$regex: /?/}}}]}");
  }

  @Test
  void refusesToSearchWhatIsNoTextAndForWhatIsTooLong() {
    assertRefused(FailureReason.UNSUPPORTED, "number", "1");
    assertRefused(FailureReason.UNSUPPORTED, "day", "2");
    assertRefused(FailureReason.REJECTED, "carrier", "\ud83d");
    assertRefused(FailureReason.REJECTED, "carrier", ".".repeat(20_000));
  }

  private void assertRefused(FailureReason reason, String field, String text) {
    assertThatThrownBy(() -> text(new Text(FieldPath.of(field), Match.CONTAINS, text)))
        .isInstanceOfSatisfying(
            StoreException.class, refusal -> assertThat(refusal.reason()).isEqualTo(reason));
  }

  private String text(Condition condition) {
    return new MongoFilters(mapping).clause(condition).text();
  }

  private static Condition compare(String field, Operator operator, Object value) {
    return new Compare(FieldPath.of(field), operator, value);
  }

  private static List<FieldPath> fields(String... names) {
    return List.of(names).stream().map(FieldPath::of).toList();
  }
}
