package dev.polyphony.resolvers.members;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MembersTest {
  private static final Pattern NAME = Pattern.compile("\"name\":\"([^\"]*)\"");
  private static final Pattern CURSOR = Pattern.compile("\"(?:end|start)Cursor\":\"([^\"]*)\"");

  /// In their answers the two types have their names in other places.
  private static final String PAGE =
      " { edges { node { ... on Firm { city seats id name } ... on Person { name } } }"
          + " pageInfo { hasNextPage hasPreviousPage endCursor } }";

  private final Parties parties = Parties.seven();

  private static List<String> names(String answer) {
    return NAME.matcher(answer).results().map(found -> found.group(1)).toList();
  }

  private static String cursor(String answer) {
    MatchResult found = CURSOR.matcher(answer).results().findFirst().orElseThrow();
    return found.group(1);
  }

  @Test
  void aListIsMergedInTheOrderThatAllHave() {
    Parties.Seen seen = parties.ask("{ partyList { __typename id name ... on Firm { seats } } }");

    assertThat(names(seen.answer()))
        .containsExactly("Ada", "Ada", "Bolt", "Cy", "Cy", "Dune", "Eve");
    assertThat(seen.answer())
        .contains("{\"__typename\":\"Firm\",\"id\":\"f1\",\"name\":\"Bolt\",\"seats\":4}")
        .doesNotContain("errors");
    assertThat(seen.fetches()).isEqualTo(2);
  }

  @Test
  void aUnionIsAskedByItsMembers() {
    String answer =
        parties.ask("{ anyone { ... on Person { salary } ... on Party { id } } }").answer();

    assertThat(answer)
        .contains("{\"salary\":900,\"id\":\"p1\"}", "{\"id\":\"f3\"}")
        .doesNotContain("errors");
  }

  @Test
  void pagesOfEverySizeHaveEachOnce() {
    for (int size = 1; size <= 8; size++) {
      List<String> forward = new ArrayList<>();
      String after = "";
      boolean more = true;
      while (more) {
        String answer =
            parties.ask("{ parties(first: " + size + after + ")" + PAGE + " }").answer();
        List<String> page = names(answer);
        assertThat(page).as(answer).hasSizeLessThanOrEqualTo(size).isNotEmpty();
        forward.addAll(page);
        after = ", after: \"" + cursor(answer) + "\"";
        more = answer.contains("\"hasNextPage\":true");
      }

      assertThat(forward).containsExactly("Ada", "Ada", "Bolt", "Cy", "Cy", "Dune", "Eve");
    }
  }

  @Test
  void pagesFromTheEndHaveEachOnce() {
    List<String> backward = new ArrayList<>();
    String before = "";
    boolean more = true;
    while (more) {
      String page = PAGE.replace("endCursor", "startCursor");
      String answer = parties.ask("{ parties(last: 2" + before + ")" + page + " }").answer();
      backward.addAll(0, names(answer));
      before = ", before: \"" + cursor(answer) + "\"";
      more = answer.contains("\"hasPreviousPage\":true");
    }

    assertThat(backward).containsExactly("Ada", "Ada", "Bolt", "Cy", "Cy", "Dune", "Eve");
  }

  @Test
  void allMembersAreFilteredOrderedAndCounted() {
    String answer =
        parties
            .ask(
                "{ parties(where: {name: {gt: \"Bolt\"}}, orderBy: {name: DESC}, first: 2)"
                    + " { totalCount nodes { name } } anyonePages { totalCount } }")
            .answer();

    assertThat(answer)
        .isEqualTo(
            "{\"data\":{\"parties\":{\"totalCount\":4,\"nodes\":[{\"name\":\"Eve\"},"
                + "{\"name\":\"Dune\"}]},\"anyonePages\":{\"totalCount\":7}}}");
  }

  @Test
  void fieldsBesideEachOtherAreMergedOnceEach() {
    String answer =
        parties
            .ask(
                "{ partiesById(ids: [\"f2\", \"zz\", \"p3\"]) { id } party(id: \"p1\") { id }"
                    + " parties(first: 1) { nodes { id } } anyone(first: 1) { __typename } }")
            .answer();

    assertThat(answer)
        .isEqualTo(
            "{\"data\":{\"partiesById\":[{\"id\":\"f2\"},null,{\"id\":\"p3\"}],"
                + "\"party\":{\"id\":\"p1\"},\"parties\":{\"nodes\":[{\"id\":\"f3\"}]},"
                + "\"anyone\":[{\"__typename\":\"Firm\"}]}}");
  }

  @Test
  void aKeyIsLookedUpInAllMembers() {
    String answer =
        parties
            .ask(
                "{ a: party(id: \"f2\") { __typename name } b: party(id: \"zz\") { name }"
                    + " partiesById(ids: [\"p3\", \"zz\", \"f1\", \"p3\"]) { __typename id } }")
            .answer();

    assertThat(answer)
        .isEqualTo(
            "{\"data\":{\"a\":{\"__typename\":\"Firm\",\"name\":\"Dune\"},\"b\":null,"
                + "\"partiesById\":[{\"__typename\":\"Person\",\"id\":\"p3\"},null,"
                + "{\"__typename\":\"Firm\",\"id\":\"f1\"},{\"__typename\":\"Person\",\"id\":\"p3\"}]}}");
  }

  @Test
  void joinsAskEachMemberOnceForAllParents() {
    Parties.Seen seen =
        parties.ask(
            "{ bosses { id favourite { name } under { name }"
                + " underPages(first: 1) { totalCount nodes { name } } } }");

    assertThat(seen.answer())
        .isEqualTo(
            "{\"data\":{\"bosses\":["
                + "{\"id\":\"b1\",\"favourite\":{\"name\":\"Bolt\"},\"under\":[{\"name\":\"Ada\"},"
                + "{\"name\":\"Bolt\"},{\"name\":\"Cy\"}],"
                + "\"underPages\":{\"totalCount\":3,\"nodes\":[{\"name\":\"Ada\"}]}},"
                + "{\"id\":\"b2\",\"favourite\":{\"name\":\"Ada\"},\"under\":[{\"name\":\"Dune\"},"
                + "{\"name\":\"Eve\"}],\"underPages\":{\"totalCount\":2,\"nodes\":[{\"name\":\"Dune\"}]}},"
                + "{\"id\":\"b3\",\"favourite\":null,\"under\":[],"
                + "\"underPages\":{\"totalCount\":0,\"nodes\":[]}}]}}");
    // The bosses; of both members those by key, all, pages and their counts.
    assertThat(seen.fetches()).isEqualTo(9);
  }

  /// A list holds both; a cursor between the two would leave one out.
  @Test
  void membersWithTheSameKeyHaveNoPages() {
    Parties same =
        new Parties(
            List.of(Map.of("id", "x", "name", "Ada")), List.of(Map.of("id", "x", "name", "Ada")));

    assertThat(same.ask("{ partyList { __typename } }").answer())
        .isEqualTo(
            "{\"data\":{\"partyList\":[{\"__typename\":\"Firm\"},{\"__typename\":\"Person\"}]}}");
    assertThat(same.ask("{ parties(first: 1) { nodes { id } } }").answer())
        .contains("\"parties\":null", "the same key", "BAD_DATA");
  }
}
