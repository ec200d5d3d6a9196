package dev.polyphony.resolvers.subscription;

import static dev.polyphony.resolvers.subscription.Board.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.resolvers.Prepared;
import dev.polyphony.resolvers.document.RequestError;
import dev.polyphony.resolvers.errors.ErrorCode;
import dev.polyphony.schema.access.Identity;
import dev.polyphony.schema.events.Message;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SubscriptionTest {
  private static final Identity ADA = new Identity(true, Set.of(), Map.of("name", "Ada"));

  private final Board board = new Board();

  @Test
  void aMessageIsAnsweredLikeARow() {
    String query =
        "subscription { moves { id kind minutes at tags place { lat } late airport { code name } "
            + "destination { name } } }";

    assertThat(
            board.answers(
                query,
                message(
                    1,
                    """
                    {"id": 17, "kind": "gate", "minutes": 20, "at": "2026-01-02T03:04:05Z",
                     "tags": ["a", "b"], "place": {"lat": 1.5, "lon": 2}, "unknown": [],
                     "airport": {"code": "OSL"}, "destinationCode": "BGO"}
                    """)))
        .containsExactly(
            "{\"data\":{\"moves\":{\"id\":\"17\",\"kind\":\"gate\",\"minutes\":20,"
                + "\"at\":\"2026-01-02T03:04:05Z\",\"tags\":[\"a\",\"b\"],\"place\":{\"lat\":1.5},"
                + "\"late\":true,\"airport\":{\"code\":\"OSL\",\"name\":\"Oslo\"},"
                + "\"destination\":{\"name\":\"Bergen\"}}}}");
  }

  @Test
  void whatKafkaKnowsIsAnsweredWhenAskedForAndCannotBeForged() {
    assertThat(
            board.answers(
                "subscription { moves { cursor offset partition topic key sent gone trace } }",
                message(5, "{\"$offset\": 99, \"$topic\": \"x\", \"$cursor\": \"y\"}"),
                message(6, null)))
        .containsExactly(
            "{\"data\":{\"moves\":{\"cursor\":\"at 5\",\"offset\":5,\"partition\":3,"
                + "\"topic\":\"moves\",\"key\":\"k5\",\"sent\":\"2023-11-14T22:13:20Z\","
                + "\"gone\":false,\"trace\":\"t-1\"}}}",
            "{\"data\":{\"moves\":{\"cursor\":\"at 6\",\"offset\":6,\"partition\":3,"
                + "\"topic\":\"moves\",\"key\":\"k6\",\"sent\":\"2023-11-14T22:13:20Z\","
                + "\"gone\":true,\"trace\":\"t-1\"}}}");
  }

  @Test
  void theEventsOfABatchAreJoinedByOneFetch() {
    Message[] messages = new Message[100];
    for (int i = 0; i < messages.length; i++) {
      String code = i % 2 == 0 ? "OSL" : "BGO";
      messages[i] = message(i, "{\"airport\": {\"code\": \"" + code + "\"}}");
    }

    assertThat(board.answers("subscription { moves { airport { name } } }", messages))
        .hasSize(100)
        .contains("{\"data\":{\"moves\":{\"airport\":{\"name\":\"Bergen\"}}}}");
    assertThat(board.fetches()).hasSize(1);
  }

  @Test
  void anEntityIsAnsweredThatTheMessageNames() {
    assertThat(
            board.answers(
                "subscription { flights { number gate } }",
                message(1, "{\"day\": \"2026-01-02\", \"number\": 7}"),
                message(2, "{\"day\": \"2026-01-02\", \"number\": 8}")))
        .containsExactly(
            "{\"data\":{\"flights\":{\"number\":7,\"gate\":\"A1\"}}}",
            "{\"data\":{\"flights\":null}}");
    assertThat(board.fetches()).hasSize(1);
  }

  @Test
  void aMessageThatDoesNotFitIsNullWithAnError() {
    for (String poison :
        new String[] {"no json", "[1]", "\"text\"", "7", "{\"id\":", "", "{} {}"}) {
      assertThat(board.answers("subscription { notes { text } }", message(1, poison)))
          .singleElement()
          .asString()
          .startsWith("{\"data\":{\"notes\":null},\"errors\":[")
          .contains("\"code\":\"BAD_DATA\"");
    }
    assertThat(board.answers("subscription { notes { text } }", message(1, "{\"text\": {}}")))
        .singleElement()
        .asString()
        .startsWith("{\"data\":{\"notes\":null},\"errors\":[")
        .contains("\"code\":\"BAD_DATA\"");
  }

  @Test
  void argumentsAndTheSchemaSayWhichMessagesAreEvents() {
    Message gate = message(1, "{\"kind\": \"gate\", \"minutes\": 5}");
    Message late =
        message(2, "{\"kind\": \"late\", \"minutes\": 30, \"airport\": {\"code\": \"OSL\"}}");
    Message beat = message(3, "{\"kind\": \"heartbeat\", \"minutes\": 30}");

    assertThat(kinds("", gate, late, beat)).isEqualTo("gate late");
    assertThat(kinds("(kind: \"gate\")", gate, late, beat)).isEqualTo("gate");
    assertThat(kinds("(atLeast: 6)", gate, late, beat)).isEqualTo("late");
    assertThat(kinds("(airportCode: \"OSL\")", gate, late, beat)).isEqualTo("late");
    assertThat(kinds("(where: {minutes: {lt: 6}})", gate, late, beat)).isEqualTo("gate");
    assertThat(kinds("(where: {or: [{kind: {eq: \"late\"}}, {minutes: {eq: 5}}]})", gate, late))
        .isEqualTo("gate late");
    assertThat(kinds("(where: {airport: {code: {in: [\"OSL\"]}}})", gate, late)).isEqualTo("late");
    assertThat(kinds("(where: {offset: {gt: 1}})", gate, late)).isEqualTo("late");
  }

  private String kinds(String arguments, Message... messages) {
    return String.join(
        " ",
        board.answers("subscription { moves" + arguments + " { kind } }", messages).stream()
            .map(answer -> answer.replaceAll(".*\"kind\":\"(\\w+)\".*", "$1"))
            .toList());
  }

  @Test
  void messagesThatDoNotFitReachEverybody() {
    assertThat(board.answers("subscription { moves(kind: \"gate\") { kind } }", message(1, "?")))
        .hasSize(1);
  }

  @Test
  void claimsSayWhichMessagesAreEvents() {
    Message own = message(1, "{\"text\": \"Ada\"}");
    Message other = message(2, "{\"text\": \"Bob\"}");

    assertThat(board.answers("subscription { mine { text } }", ADA, own, other)).hasSize(1);
    assertThat(board.refusal("subscription { mine { text } }", Identity.ANONYMOUS))
        .extracting(RequestError::code)
        .containsExactly(ErrorCode.FORBIDDEN);
  }

  @Test
  void aRestrictedFieldIsNeitherSeenNorFilteredBy() {
    assertThat(
            board.answers("subscription { moves { secret } }", message(1, "{\"secret\": \"s\"}")))
        .singleElement()
        .asString()
        .startsWith("{\"data\":{\"moves\":{\"secret\":null}}")
        .contains("FORBIDDEN");
    assertThat(
            board.refusal(
                "subscription { moves(where: {secret: {eq: \"s\"}}) { id } }", Identity.ANONYMOUS))
        .extracting(RequestError::code)
        .containsExactly(ErrorCode.FORBIDDEN);
  }

  @Test
  void aSubscriptionBeginsWhereItIsTold() {
    assertThat(board.subscription("subscription { moves { id } }").start())
        .isEqualTo(new Start.Latest());
    assertThat(board.subscription("subscription { moves(from: {earliest: true}) { id } }").start())
        .isEqualTo(new Start.Earliest());
    assertThat(
            board
                .subscription(
                    "subscription { moves(from: {timestamp: \"2026-01-02T00:00:00Z\"}) { id } }")
                .start())
        .isEqualTo(new Start.At(Instant.parse("2026-01-02T00:00:00Z")));
    assertThat(
            board.refusal(
                "subscription { moves(from: {latest: false}) { id } }", Identity.ANONYMOUS))
        .extracting(RequestError::code)
        .containsExactly(ErrorCode.BAD_USER_INPUT);
  }

  @Test
  void aCursorIsOfItsFieldAndCannotBeEdited() {
    byte[] position = "position".getBytes(StandardCharsets.UTF_8);
    String cursor = board.subscription("subscription { moves { id } }").cursor(position);
    String foreign = board.subscription("subscription { notes { text } }").cursor(position);

    assertThat(board.subscription(after(cursor)).start())
        .isInstanceOfSatisfying(
            Start.After.class, after -> assertThat(after.position()).isEqualTo(position));
    for (String wrong :
        new String[] {
          foreign,
          cursor.substring(1),
          cursor + "A",
          cursor + "=",
          "A" + cursor.substring(1),
          "",
          "?"
        }) {
      assertThat(board.refusal(after(wrong), Identity.ANONYMOUS))
          .extracting(RequestError::code)
          .containsExactly(ErrorCode.CURSOR_INVALID);
    }
    assertThat(
            board.refusal(
                "subscription { moves(after: \"x\", from: {latest: true}) { id } }",
                Identity.ANONYMOUS))
        .extracting(RequestError::code)
        .containsExactly(ErrorCode.BAD_USER_INPUT);
  }

  private static String after(String cursor) {
    return "subscription { moves(after: \"" + cursor + "\") { id } }";
  }

  @Test
  void aSubscriptionHasOneField() {
    assertThat(board.prepare("subscription { notes { text } moves { id } }", Identity.ANONYMOUS))
        .isInstanceOf(Prepared.Refused.class);
    assertThat(board.prepare("subscription { __typename }", Identity.ANONYMOUS))
        .isInstanceOf(Prepared.Refused.class);
  }
}
