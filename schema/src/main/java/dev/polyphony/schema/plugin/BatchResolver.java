package dev.polyphony.schema.plugin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Answers fields that `@resolve` gives to it: for all parents of a request at once.
///
/// Found by [java.util.ServiceLoader] in the jars of the plug-in path, so that it has a public
/// constructor without parameters. One instance serves all requests, on many threads at once.
public interface BatchResolver {
  /// The name that `@resolve(with:)` calls it by.
  String name();

  /// The values of one field, one for each parent, in their order; null is none. It runs on a
  /// virtual thread of its own, so that it may wait; the thread is interrupted when the request's
  /// time is over.
  ///
  /// A value is what the field's type says: `Integer`, `Long`, `Double`, `BigInteger`,
  /// `BigDecimal`, `String` (also of an `ID` and an enum), `Boolean`, `UUID`, `byte[]`, a type of
  /// `java.time`, a list of such, or for an object a `Map` by the stored names of its fields, and a
  /// list of such. One that is not, is an error of its own field.
  ///
  /// @throws Exception when there are no values; the log has it, the client sees its number only
  List<? extends @Nullable Object> resolve(Batch batch) throws Exception;
}
