package dev.polyphony.resolvers.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.schema.access.Identity;
import org.junit.jupiter.api.Test;

/// Plans are kept for the next request, which may be somebody else's.
class PlansOfCallersTest {
  private final Office office = new Office();

  @Test
  void callersWhoAlternateEachSeeWhatTheyMay() {
    String query = "query Q { ...P } fragment P on Query { person(id: 1) { name salary } }";
    Identity payroll = Office.scopes("payroll");

    for (int i = 0; i < 4; i++) {
      assertThat(office.ask(query, payroll).answer()).contains("900");
      assertThat(office.ask(query, Office.STAFF).answer()).doesNotContain("900");
      assertThat(office.ask(query, Identity.ANONYMOUS).answer()).doesNotContain("900");
    }
  }

  @Test
  void callersWithTheSameRightsShareAPlan() {
    String query = "{ person(id: 1) { salary } }";

    assertThat(office.plan(query, Office.scopes("payroll", "a")).plan())
        .isSameAs(office.plan(query, Office.scopes("payroll", "b")).plan());
    assertThat(office.plan(query, Identity.ANONYMOUS).plan())
        .isSameAs(office.plan(query, Office.STAFF).plan());
  }

  @Test
  void rightsThatAnOperationDoesNotTouchDoNotMultiplyItsPlans() {
    String query = "{ person(id: 1) { name } teams { people(from: \"A\") { nodes { id } } } }";

    assertThat(office.plan(query, Identity.ANONYMOUS).plan())
        .isSameAs(office.plan(query, Office.scopes("payroll", "notes", "graph")).plan());
  }

  @Test
  void anArgumentThatFiltersByARestrictedFieldIsTouched() {
    String query = "{ people(salary: 900) { name } }";

    assertThat(office.ask(query, Office.scopes("payroll")).denied()).isEmpty();
    assertThat(office.ask(query, Office.STAFF).denied()).hasSize(1);
  }
}
