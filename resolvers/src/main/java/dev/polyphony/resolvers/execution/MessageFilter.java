package dev.polyphony.resolvers.execution;

import dev.polyphony.resolvers.document.RequestError;
import dev.polyphony.resolvers.document.RequestException;
import dev.polyphony.resolvers.errors.ErrorCode;
import dev.polyphony.schema.access.AccessRules;
import dev.polyphony.schema.access.Identity;
import dev.polyphony.schema.algebra.Condition;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Formula;
import dev.polyphony.schema.catalog.EventStream;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.evaluation.Conditions;
import dev.polyphony.schema.rows.Rows;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which messages of a stream one caller asks for: by the arguments, and by what the schema says.
public final class MessageFilter {
  private final Conditions conditions;
  private final List<Condition> parts;

  private MessageFilter(Mapping mapping, List<Condition> parts) {
    this.conditions = new Conditions(mapping);
    this.parts = parts;
  }

  /// @param arguments of the stream's field, coerced
  /// @throws RequestException when they are not acceptable, or the caller may not see what they
  ///   compare with
  public static MessageFilter of(
      EventStream stream,
      Map<String, @Nullable Object> arguments,
      AccessRules access,
      Identity identity)
      throws RequestException {
    Mapping message = stream.message();
    List<Condition> parts;
    try {
      parts = new WhereArgument(stream.filters(), message).conjuncts(arguments);
    } catch (BadInput e) {
      throw new RequestException(List.of(RequestError.of(e.error().code(), e.error().message())));
    }
    for (Condition part : parts) {
      for (FieldPath field : Conditions.fields(part)) {
        if (!access.allows(identity, message.entity(), field)) {
          throw new RequestException(
              List.of(
                  RequestError.of(
                      ErrorCode.FORBIDDEN,
                      "Not allowed to filter by " + message.entity() + "." + field)));
        }
      }
    }
    Formula where = message.where();
    if (where != null) {
      parts.addAll(where.conditions(identity.claims()));
    }
    return new MessageFilter(message, List.copyOf(parts));
  }

  /// @param message one row
  public boolean admits(Rows message) {
    CellRow row = new CellRow(message.header(), message.row(0));
    return parts.stream().allMatch(part -> conditions.holds(part, row));
  }
}
