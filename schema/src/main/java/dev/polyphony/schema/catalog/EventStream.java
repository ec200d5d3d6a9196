package dev.polyphony.schema.catalog;

import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.ListBinding.ArgumentFilter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The events of some topics, as one field of `Subscription` serves them.
///
/// An operation over it has one root row for each event, with one cell: the message, as an embedded
/// object.
///
/// @param field such as `Subscription.flightEvents`; cursors of other fields do not fit
/// @param message what a message holds; its `where` says which messages are events
/// @param filters the arguments that filter it
/// @param cursorArgument the argument that says where to resume; null where there is none
public record EventStream(
    String field,
    List<String> topics,
    Mapping message,
    List<ArgumentFilter> filters,
    @Nullable String cursorArgument) {
  /// The cell of the root row. No field has such a name.
  public static final String MESSAGE = "$message";

  /// What the gateway knows of an event: where it is, as a cursor.
  public static final String CURSOR = "$cursor";

  /// What Kafka knows of a message beside its value: the name of the column, and the type of its
  /// values. Headers are texts, `$headers.<name>`.
  public static final Map<String, ValueType> KNOWN =
      Map.of(
          "$topic", ValueType.TEXT,
          "$partition", ValueType.INT,
          "$offset", ValueType.LONG,
          "$timestamp", ValueType.DATE_TIME,
          "$key", ValueType.TEXT,
          "$tombstone", ValueType.BOOLEAN);

  public EventStream {
    topics = List.copyOf(topics);
    filters = List.copyOf(filters);
  }

  /// The message as a column of the root row.
  public Column column() {
    return new Column(
        MESSAGE,
        List.of(MESSAGE),
        ValueType.JSON,
        ValueType.JSON,
        false,
        true,
        Map.of(),
        message.columns(),
        message.location());
  }

  /// The way to a field of the message from the root row.
  public static FieldPath way(FieldPath field) {
    return FieldPath.of(MESSAGE + "." + field);
  }
}
