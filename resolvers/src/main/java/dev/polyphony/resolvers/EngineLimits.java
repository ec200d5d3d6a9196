package dev.polyphony.resolvers;

/// Bounds on documents and answers.
///
/// @param tokens of a document
/// @param depth of nested fields
/// @param aliases in a document, fragments counted where they are spread
/// @param rootFields of an operation
/// @param documents that are kept parsed and planned
/// @param errors entries in an answer; a last one says how many were left out
/// @param introspection whether `__schema` and `__type` are answered
public record EngineLimits(
    int tokens,
    int depth,
    int aliases,
    int rootFields,
    int documents,
    int errors,
    boolean introspection) {
  public static final EngineLimits DEFAULT = new EngineLimits(15_000, 20, 100, 50, 1000, 100, true);
}
