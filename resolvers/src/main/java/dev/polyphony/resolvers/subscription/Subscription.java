package dev.polyphony.resolvers.subscription;

import dev.polyphony.resolvers.document.RequestError;
import dev.polyphony.resolvers.document.RequestException;
import dev.polyphony.resolvers.errors.ErrorCode;
import dev.polyphony.resolvers.execution.CursorSeal;
import dev.polyphony.resolvers.execution.MessageFilter;
import dev.polyphony.resolvers.plan.Plan;
import dev.polyphony.schema.access.AccessRules;
import dev.polyphony.schema.access.Identity;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.EventStream;
import dev.polyphony.schema.events.Message;
import dev.polyphony.schema.rows.Rows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What one operation over a stream follows: which events, from where on, and the root rows that
/// are made of them.
public final class Subscription {
  private static final String FROM = "from";

  private final Plan.Stream plan;
  private final EventStream stream;
  private final Start start;
  private final MessageReader reader;
  private final MessageFilter filter;
  private final EventCursors cursors;
  private final Selector selector;
  private final int cursorCell;

  private Subscription(
      Plan.Stream plan,
      Start start,
      MessageFilter filter,
      Selector selector,
      EventCursors cursors) {
    this.plan = plan;
    this.stream = plan.of();
    this.start = start;
    this.reader = new MessageReader(stream, plan.message());
    this.filter = filter;
    this.selector = selector;
    this.cursors = cursors;
    this.cursorCell = cursorCell(stream);
  }

  /// @param arguments of the stream's field, coerced
  public static Subscription of(
      Plan.Stream plan,
      Map<String, @Nullable Object> arguments,
      CursorSeal seal,
      AccessRules access,
      Identity identity)
      throws RequestException {
    EventCursors cursors = new EventCursors(seal, plan.of());
    Start start = start(plan.of(), arguments, cursors);
    MessageFilter filter = MessageFilter.of(plan.of(), arguments, access, identity);
    Map<String, @Nullable Object> choosing = new HashMap<>(arguments);
    choosing.remove(FROM);
    choosing.remove(String.valueOf(plan.of().cursorArgument()));
    boolean personal = plan.of().message().where() != null;
    Selector selector = new Selector(choosing, personal ? identity : null);
    return new Subscription(plan, start, filter, selector, cursors);
  }

  /// The same, resumed behind an event.
  ///
  /// @throws RequestException when it is no cursor of the stream
  public Subscription after(String cursor) throws RequestException {
    return new Subscription(
        plan, resumed(stream, cursor, cursors, "The cursor"), filter, selector, cursors);
  }

  private static Start start(
      EventStream stream, Map<String, @Nullable Object> arguments, EventCursors cursors)
      throws RequestException {
    Object cursor = stream.cursorArgument() == null ? null : arguments.get(stream.cursorArgument());
    Object from = arguments.get(FROM);
    if (cursor != null && from != null) {
      throw refused(
          ErrorCode.BAD_USER_INPUT, "Give " + stream.cursorArgument() + " or from, not both");
    }
    if (cursor != null) {
      return resumed(stream, cursor.toString(), cursors, "Argument " + stream.cursorArgument());
    }
    if (!(from instanceof Map<?, ?> choice)) {
      return new Start.Latest();
    }
    return switch (choice.entrySet().iterator().next()) {
      case Map.Entry<?, ?> one when one.getValue() instanceof Instant time -> new Start.At(time);
      case Map.Entry<?, ?> one when Boolean.TRUE.equals(one.getValue()) ->
          "earliest".equals(one.getKey()) ? new Start.Earliest() : new Start.Latest();
      case Map.Entry<?, ?> one ->
          throw refused(
              ErrorCode.BAD_USER_INPUT,
              "from." + one.getKey() + " is " + one.getValue() + "; write `true`, or leave it out");
    };
  }

  private static Start resumed(EventStream stream, String cursor, EventCursors cursors, String what)
      throws RequestException {
    byte[] position = cursors.decode(cursor);
    if (position == null) {
      throw refused(
          ErrorCode.CURSOR_INVALID,
          what + " is no cursor of " + stream.field() + "; take cursors as they were answered");
    }
    return new Start.After(position);
  }

  private static RequestException refused(ErrorCode code, String message) {
    return new RequestException(List.of(RequestError.of(code, message)));
  }

  private static int cursorCell(EventStream stream) {
    List<Column> columns = List.copyOf(stream.message().columns().values());
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).names().contains(EventStream.CURSOR)) {
        return i;
      }
    }
    return -1;
  }

  public EventStream stream() {
    return stream;
  }

  public Start start() {
    return start;
  }

  /// The cursor of a position, for this stream only.
  public String cursor(byte[] position) {
    return cursors.encode(position);
  }

  /// The message as the cell of a root row; the same for all subscriptions of a stream.
  public Object read(Message message) {
    return reader.read(message);
  }

  /// Whether a message is asked for. What is no message of the stream's form always is, and is
  /// answered as null with an error: nothing is lost in silence.
  public boolean admits(Object cell) {
    return !(cell instanceof Rows rows) || filter.admits(rows);
  }

  /// Equal for subscriptions of a stream that ask for the same messages.
  public Object selector() {
    return selector;
  }

  /// @param identity null where it is no matter who asks
  private record Selector(Map<String, @Nullable Object> arguments, @Nullable Identity identity) {}

  /// The root row of an event.
  ///
  /// @param cell as [#read] gave it
  /// @param cursor of the event
  public @Nullable Object[] root(Object cell, String cursor) {
    if (cursorCell < 0 || !(cell instanceof Rows rows)) {
      return new Object[] {cell};
    }
    @Nullable Object[] cells = rows.row(0).clone();
    cells[cursorCell] = cursor;
    List<@Nullable Object[]> own = new ArrayList<>(1);
    own.add(cells);
    return new Object[] {Rows.of(rows.header(), own)};
  }
}
