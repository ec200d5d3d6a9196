package dev.polyphony.gateway.lists;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.gateway.lists.Shelf.Thing;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A cursor is good for the list, the filter and the order that it was answered for, and no other.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CursorTest {
  private static final String KEY = "a key for cursor tests";
  private static final String LIST =
      "things(where: {grade: {gte: 1}}, orderBy: [{name: DESC}], first: 2, after: $cursor)";

  private final Shelf.Table table = new Shelf.Table();
  private final Shelf.Collection collection = new Shelf.Collection(null);
  private ListGateway gateway;
  private ListGateway sameKey;
  private ListGateway otherKey;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    gateway = ListGateway.start(Files.createDirectory(folder.resolve("a")), KEY, table, collection);
    sameKey = ListGateway.start(Files.createDirectory(folder.resolve("b")), KEY, table, collection);
    otherKey =
        ListGateway.start(
            Files.createDirectory(folder.resolve("c")), "another key of them", table, collection);
    for (int i = 0; i < 9; i++) {
      table.insert(new Thing(i, "a", 1 + i % 3, "name " + i, i / 2.0));
    }
  }

  @AfterAll
  void stop() {
    List.of(gateway, sameKey, otherKey).forEach(ListGateway::close);
    collection.close();
    table.close();
  }

  private static JsonObject ask(ListGateway gateway, String list, @Nullable String cursor) {
    Map<String, @Nullable Object> variables = new HashMap<>();
    variables.put("cursor", cursor);
    return gateway.ask(
        "query ($cursor: String) { list: %s { nodes { id } pageInfo { endCursor } } }"
            .formatted(list),
        variables);
  }

  private static String code(JsonObject answer) {
    JsonArray errors = answer.getJsonArray("errors");
    return errors == null
        ? ""
        : errors.getJsonObject(0).getJsonObject("extensions").getString("code");
  }

  private static String endCursor(JsonObject answer) {
    return answer
        .getJsonObject("data")
        .getJsonObject("list")
        .getJsonObject("pageInfo")
        .getString("endCursor");
  }

  private String cursor() {
    return endCursor(ask(gateway, LIST, null));
  }

  private static void isRefused(JsonObject answer, String cursor) {
    assertThat(code(answer)).as(cursor).isEqualTo("CURSOR_INVALID");
    assertThat(answer.getJsonObject("data").getValue("list")).isNull();
  }

  @Test
  void oneThatWasEditedAnywhereIsRefused() {
    String cursor = cursor();
    for (int i = 0; i < cursor.length(); i++) {
      for (char other : new char[] {'A', 'B', 'g', '9', '_', '=', '!', 'é', '\0'}) {
        if (cursor.charAt(i) != other) {
          String edited = cursor.substring(0, i) + other + cursor.substring(i + 1);
          isRefused(ask(gateway, LIST, edited), edited);
        }
      }
      isRefused(ask(gateway, LIST, cursor.substring(0, i)), "its first " + i);
      String longer = cursor.substring(0, i) + "A" + cursor.substring(i);
      isRefused(ask(gateway, LIST, longer), longer);
    }
  }

  @Test
  void oneWithAnotherLastCharacterOfTheSameBytesIsRefused() {
    String cursor = cursor();
    byte[] bytes = Base64.getUrlDecoder().decode(cursor);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    for (int i = 0; i < alphabet.length(); i++) {
      String edited = cursor.substring(0, cursor.length() - 1) + alphabet.charAt(i);
      if (!edited.equals(cursor)) {
        isRefused(ask(gateway, LIST, edited), edited);
      }
    }
    String padded = Base64.getUrlEncoder().encodeToString(bytes);
    if (!padded.equals(cursor)) {
      isRefused(ask(gateway, LIST, padded), padded);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "otherThings(where: {grade: {gte: 1}}, orderBy: [{name: DESC}], after: $cursor)",
        "documents(where: {grade: {gte: 1}}, orderBy: [{name: DESC}], after: $cursor)",
        "things(where: {grade: {gte: 2}}, orderBy: [{name: DESC}], after: $cursor)",
        "things(where: {grade: {gt: 1}}, orderBy: [{name: DESC}], after: $cursor)",
        "things(where: {not: {grade: {gte: 1}}}, orderBy: [{name: DESC}], after: $cursor)",
        "things(orderBy: [{name: DESC}], after: $cursor)",
        "things(where: {grade: {gte: 1}}, orderBy: [{name: ASC}], after: $cursor)",
        "things(where: {grade: {gte: 1}}, orderBy: [{name: DESC}, {grade: ASC}], after: $cursor)",
        "things(where: {grade: {gte: 1}}, after: $cursor)"
      })
  void oneOfAnotherFieldFilterOrOrderIsRefused(String list) {
    isRefused(ask(gateway, list, cursor()), list);
  }

  @Test
  void oneOfAnotherKeyIsRefusedAndOneOfTheSameKeyIsGood() {
    String cursor = cursor();

    isRefused(ask(otherKey, LIST, cursor), cursor);
    assertThat(ask(sameKey, LIST, cursor)).isEqualTo(ask(gateway, LIST, cursor));
    assertThat(endCursor(ask(sameKey, LIST, null))).isEqualTo(cursor);
  }

  @Test
  void theOrderInWhichAFilterIsWrittenDoesNotMatter() {
    String one =
        "things(where: {grade: {gte: 1, lt: 9}, name: {ne: \"\"}}, first: 2, after: $cursor)";
    String other =
        "things(where: {name: {ne: \"\"}, grade: {lt: 9, gte: 1}}, first: 2, after: $cursor)";
    String cursor = endCursor(ask(gateway, one, null));

    assertThat(ask(gateway, other, cursor)).isEqualTo(ask(gateway, one, cursor));
    assertThat(code(ask(gateway, other, cursor))).isEmpty();
  }

  @Test
  void garbageIsRefused() {
    List<String> garbage =
        List.of("", " ", "null", "\0", "\ud800", "=", "====", "../..", "AAAA", "é", "🙂", "'; --");
    garbage.forEach(cursor -> isRefused(ask(gateway, LIST, cursor), cursor));
    isRefused(ask(gateway, LIST, "A".repeat(500_000)), "a long one");
    isRefused(ask(gateway, LIST, cursor() + "A".repeat(100_000)), "a long end");
  }

  @Test
  void nullBeginsAtTheBeginning() {
    JsonObject first = ask(gateway, LIST.replace("after", "before: null, last: null, after"), null);

    assertThat(code(first)).isEmpty();
    assertThat(first).isEqualTo(ask(gateway, LIST, null));
  }
}
