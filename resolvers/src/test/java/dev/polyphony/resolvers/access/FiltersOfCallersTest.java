package dev.polyphony.resolvers.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.resolvers.access.Office.Seen;
import dev.polyphony.schema.access.Identity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What may not be seen may not be found out either, by filters and orders.
class FiltersOfCallersTest {
  private static final Identity ALLOWED = Office.scopes("payroll", "notes", "graph");

  private final Office office = new Office();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "people(where: {salary: {gt: 800}}) { name }                         | Person.salary",
        "people(where: {salary: {isNull: false}}) { name }                   | Person.salary",
        "people(where: {not: {salary: {lt: 800}}}) { name }                  | Person.salary",
        "people(where: {or: [{name: {eq: \"X\"}}, {salary: {in: [900]}}]}) { name } | Person.salary",
        "people(where: {and: [{and: [{badge: {eq: \"b1\"}}]}]}) { name }     | Person.badge",
        "people(where: {home: {street: {startsWith: \"M\"}}}) { name }       | Person.home.street",
        "people(orderBy: [{salary: DESC}]) { name }                          | Person.salary",
        "people(orderBy: [{name: ASC}, {badge: ASC}]) { name }               | Person.badge",
        "people(orderBy: [{home: {street: ASC}}]) { name }                   | Person.home.street",
        "ranks(where: {pay: {gt: 7}}) { nodes { id } }                       | Rank.pay",
        "ranks(orderBy: [{pay: ASC}]) { nodes { id } }                       | Rank.pay",
      })
  void neitherFiltersNorOrdersTellWhatIsDenied(String field, String denied) {
    String query = "{ " + field + " }";

    Seen seen = office.ask(query, Identity.ANONYMOUS);

    assertThat(seen.denied()).containsExactly("filter or order by " + denied);
    assertThat(seen.fetches()).isEmpty();
    assertThat(office.ask(query, ALLOWED).answer()).doesNotContain("errors");
  }

  @Test
  void joinedListsAndEdgesTellNothingEither() {
    String query =
        "{ person(id: 1) { friends(where: {since: {eq: 1990}}) { person { name } }"
            + " team { people(where: {salary: {eq: 900}}) { nodes { name } } } } }";

    assertThat(office.ask(query, Identity.ANONYMOUS).denied())
        .containsExactly("filter or order by Friend.since", "filter or order by Person.salary");
    assertThat(office.ask(query, ALLOWED).answer()).doesNotContain("errors").contains("Bob", "Ada");
  }

  @Test
  void totalsAreAsSecretAsTheirRows() {
    String total =
        "{ person(id: 1) { team { people(where: {salary: {gt: 1}}) { totalCount } } } files { totalCount } }";

    Seen seen = office.ask(total, Identity.ANONYMOUS);

    assertThat(seen.denied())
        .containsExactly("filter or order by Person.salary", "see Query.files");
    assertThat(seen.answer()).doesNotContain("totalCount\":");
  }

  /// The schema says so, and everybody sees the list in this order.
  @Test
  void theOrderOfTheSchemaDeniesNoFilterByOtherFields() {
    Seen seen =
        office.ask("{ ranks(where: {id: {in: [\"r\", \"s\"]}}) { nodes { id } } }", Office.STAFF);
    Seen nobody =
        office.ask(
            "{ ranks(where: {id: {in: [\"r\", \"s\"]}}) { nodes { id } } }", Identity.ANONYMOUS);

    assertThat(seen.denied()).isEmpty();
    assertThat(nobody.answer()).isEqualTo(seen.answer());
  }

  @Test
  void variablesHideNoFilter() {
    String query =
        "query Q($w: PersonWhere = {salary: {gt: 1}}, $o: [PersonOrderBy!] = [{salary: ASC}]) {"
            + " a: people(where: $w) { name } b: people(orderBy: $o) { name } }";

    assertThat(office.ask(query, Identity.ANONYMOUS).denied())
        .isEqualTo(List.of("filter or order by Person.salary", "filter or order by Person.salary"));
  }

  @Test
  void anEmptyFilterAsksForNothing() {
    String query = "{ people(where: {}, orderBy: []) { name } }";

    assertThat(office.ask(query, Identity.ANONYMOUS).answer()).doesNotContain("errors");
  }
}
