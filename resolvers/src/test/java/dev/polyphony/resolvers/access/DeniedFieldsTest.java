package dev.polyphony.resolvers.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.resolvers.access.Office.Seen;
import dev.polyphony.schema.access.Identity;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a caller may not see is null with an error, and no store is asked for it.
class DeniedFieldsTest {
  private static final Identity ALLOWED = Office.scopes("payroll", "notes", "graph");
  private static final String BY_ID = "person by [id] ";
  private static final String FRIENDS = "edges friend in order of [person.id ASC, $id ASC] ";

  private final Office office = new Office();

  /// @param data what somebody unknown gets
  /// @param denied the messages of the errors
  /// @param fetches what is asked for somebody unknown
  /// @param allowed what is asked for somebody who may see all of it
  record Case(
      String query, String data, List<String> denied, List<String> fetches, List<String> allowed) {
    @Override
    public String toString() {
      return query;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case(
            "{ person(id: 1) { name salary } }",
            "{'person':{'name':'Ada','salary':null}}",
            List.of("see Person.salary"),
            List.of(BY_ID + "[name]"),
            List.of(BY_ID + "[name, salary]")),
        new Case(
            "{ person(id: 1) { name email } }",
            "{'person':null}",
            List.of("see Person.email"),
            List.of(BY_ID + "[name]"),
            List.of(BY_ID + "[name, email]")),
        new Case(
            "{ person(id: 1) { home { city street } } }",
            "{'person':{'home':{'city':'Oslo','street':null}}}",
            List.of("see Home.street"),
            List.of(BY_ID + "[home]"),
            List.of(BY_ID + "[home]")),
        new Case(
            "{ person(id: 1) { name weight } }",
            "{'person':{'name':'Ada','weight':null}}",
            List.of("see Person.weight"),
            List.of(BY_ID + "[name]"),
            List.of(BY_ID + "[name, id]", "vertex by [id] [weight]")),
        new Case(
            "{ person(id: 1) { name teamSecret } }",
            "{'person':{'name':'Ada','teamSecret':null}}",
            List.of("see Person.teamSecret"),
            List.of(BY_ID + "[name]"),
            List.of(BY_ID + "[name, teamId]", "team by [id] [secret]")),
        new Case(
            "{ person(id: 1) { name file { code } fileCode } }",
            "{'person':{'name':'Ada','file':null,'fileCode':null}}",
            List.of("see Person.file", "see Person.fileCode"),
            List.of(BY_ID + "[name]"),
            List.of(BY_ID + "[name, id]", "file by [id] [code]")),
        new Case(
            "{ person(id: 1) { notes { text } notePages { nodes { text } } } }",
            "{'person':{'notes':null,'notePages':null}}",
            List.of("see Person.notes", "see Person.notePages"),
            List.of(BY_ID + "[]"),
            List.of(
                BY_ID + "[id]",
                "note of [personId] in order of [id ASC] [text]",
                "note of [personId] in order of [id ASC] [text]")),
        new Case(
            "{ person(id: 1) { friends { since person { name } } links { since } } }",
            "{'person':{'friends':[{'since':null,'person':{'name':'Bob'}}],'links':null}}",
            List.of("see Friend.since", "see Person.links"),
            List.of(BY_ID + "[id]", FRIENDS + "[person]", BY_ID + "[name]"),
            List.of(
                BY_ID + "[id]",
                FRIENDS + "[since, person]",
                BY_ID + "[name]",
                FRIENDS + "[since]")),
        new Case(
            "{ people(salary: 900) { name } file(id: 1) { id } files { nodes { id } }"
                + " notes { edges { cursor } } }",
            "{'people':null,'file':null,'files':null,'notes':null}",
            List.of(
                "filter Query.people by salary",
                "see Query.file",
                "see Query.files",
                "see Query.notes"),
            List.of(),
            List.of(
                "all of person in order of [id ASC] [name]",
                "file by [id] [id]",
                "all of file in order of [id ASC] [id]",
                "all of note in order of [id ASC] [id]")),
        new Case(
            "{ personByBadge(badge: \"b1\") { name } peopleByBadge(badges: [\"b1\"]) { name } }",
            "{'personByBadge':null,'peopleByBadge':null}",
            List.of("see Query.personByBadge", "see Query.peopleByBadge"),
            List.of(),
            List.of("person by [badge] [name]")),
        new Case(
            "{ person(id: 1) { team { people(salary: 900) { nodes { name } } } } }",
            "{'person':{'team':{'people':null}}}",
            List.of("filter Team.people by salary"),
            List.of(BY_ID + "[teamId]", "team by [id] []"),
            List.of(
                BY_ID + "[teamId]",
                "team by [id] [id]",
                "person of [teamId] in order of [id ASC] [name]")),
        new Case(
            "{ teams { id secret } staffOnly { id } }",
            "{'teams':[{'id':'t','secret':null},{'id':'u','secret':null}],'staffOnly':null}",
            List.of("see Team.secret", "see Team.secret", "see Query.staffOnly"),
            List.of("all of team in order of [id ASC] [id]"),
            List.of("all of team in order of [id ASC] [id, secret]")),
        new Case(
            "{ ranks { nodes { id } pageInfo { hasNextPage endCursor } } }",
            "{'ranks':{'nodes':[{'id':'s'},{'id':'r'}],"
                + "'pageInfo':{'hasNextPage':false,'endCursor':null}}}",
            List.of("see what Query.ranks is ordered by"),
            List.of("all of rank in order of [pay DESC, id ASC] [id]"),
            List.of("all of rank in order of [pay DESC, id ASC] [id, pay]")));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aDeniedFieldIsNullAndNoStoreIsAskedForIt(Case given) {
    Seen seen = office.ask(given.query(), Identity.ANONYMOUS);

    String data = "{\"data\":" + given.data().replace('\'', '"') + ",\"errors\":[";
    assertThat(seen.answer()).startsWith(data);
    assertThat(seen.denied()).containsExactlyElementsOf(given.denied());
    assertThat(seen.fetches()).containsExactlyElementsOf(given.fetches());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whoMaySeeItGetsIt(Case given) {
    Seen seen = office.ask(given.query(), ALLOWED);

    assertThat(seen.answer()).doesNotContain("errors");
    assertThat(seen.fetches()).containsExactlyElementsOf(given.allowed());
  }

  @Test
  void someAlternativeOfScopesMustBeThereAsAWhole() {
    String query = "{ person(id: 1) { salary } }";

    assertThat(office.ask(query, Office.scopes("hr")).denied()).hasSize(1);
    assertThat(office.ask(query, Office.scopes("read")).denied()).hasSize(1);
    assertThat(office.ask(query, Office.scopes("pay", "roll", "hr read")).denied()).hasSize(1);
    assertThat(office.ask(query, Office.scopes("hr", "read")).denied()).isEmpty();
    assertThat(office.ask(query, Office.scopes("payroll")).denied()).isEmpty();
  }

  @Test
  void scopesWithoutAValidTokenAreNone() {
    Identity unproved =
        new Identity(false, java.util.Set.of("payroll", "hr", "read"), java.util.Map.of());

    assertThat(office.ask("{ person(id: 1) { salary email } }", unproved).denied()).hasSize(1);
  }

  @Test
  void anErrorDoesNotSayWhetherThereIsSomething() {
    Seen there = office.ask("{ file(id: 1) { code } }", Identity.ANONYMOUS);
    Seen absent = office.ask("{ file(id: 404) { code } }", Identity.ANONYMOUS);

    assertThat(there).isEqualTo(absent);
  }

  @Test
  void theSchemaIsNoSecret() {
    Seen seen = office.ask("{ __type(name: \"File\") { name } }", Identity.ANONYMOUS);

    assertThat(seen.answer()).isEqualTo("{\"data\":{\"__type\":{\"name\":\"File\"}}}");
  }
}
