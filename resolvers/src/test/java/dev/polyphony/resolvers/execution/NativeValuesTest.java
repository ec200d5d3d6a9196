package dev.polyphony.resolvers.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.polyphony.resolvers.errors.ErrorCode;
import dev.polyphony.schema.access.Identity;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What a native statement is given of the caller.
class NativeValuesTest {
  private static final Identity ADA =
      new Identity(
          true, Set.of(), Map.of("sub", "ada", "org", Map.of("id", 7L), "roles", List.of("a")));

  @Test
  void claimsAreTextAndMayLieInObjects() throws BadInput {
    assertThat(NativeValues.claim(ADA, "sub")).isEqualTo("ada");
    assertThat(NativeValues.claim(ADA, "org.id")).isEqualTo("7");
  }

  @Test
  void whoeverLacksTheClaimIsRefused() {
    for (String path : List.of("tenant", "org", "roles", "org.name", "sub.x")) {
      assertThatThrownBy(() -> NativeValues.claim(ADA, path))
          .isInstanceOfSatisfying(
              BadInput.class,
              refused -> assertThat(refused.error().code()).isEqualTo(ErrorCode.FORBIDDEN));
    }
    assertThatThrownBy(() -> NativeValues.claim(Identity.ANONYMOUS, "sub"))
        .isInstanceOf(BadInput.class);
  }
}
