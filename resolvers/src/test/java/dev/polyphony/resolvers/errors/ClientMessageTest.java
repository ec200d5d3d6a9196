package dev.polyphony.resolvers.errors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClientMessageTest {
  @Test
  void namesNoClassOfJava() {
    assertThat(
            ClientMessage.of("argument 'a' with value 'StringValue{value='EUROPE'}' is wrong", ""))
        .isEqualTo("argument 'a' with value 'EUROPE' is wrong");
    assertThat(
            ClientMessage.of("Literal value not in allowable values - 'EnumValue{name='X'}'.", ""))
        .isEqualTo("Literal value not in allowable values - 'X'.");
    assertThat(ClientMessage.of("Expected 'Int' but it was a 'LinkedHashMap'.", ""))
        .isEqualTo("Expected 'Int' but it was an object.");
    assertThat(ClientMessage.of("but it was a 'BigDecimal'", "")).isEqualTo("but it was a number");
  }

  @Test
  void repeatsNoValueAtLength() {
    assertThat(ClientMessage.of("1".repeat(10_000), "")).hasSize(401);
    assertThat(ClientMessage.of(null, "otherwise")).isEqualTo("otherwise");
  }
}
