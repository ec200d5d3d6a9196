package dev.polyphony.schema.catalog;

/// Bounds that the schema and every execution obey.
///
/// @param list rows of a plain list, per parent; one more fails it
/// @param page the size of a page that names none
/// @param maxPage the largest page that may be asked for
/// @param inMemoryRows rows that a step inside the gateway may hold
/// @param rows rows of a whole operation
/// @param objects objects of a whole answer, each counted as often as it stands there
public record Limits(int list, int page, int maxPage, int inMemoryRows, int rows, int objects) {
  public static final Limits DEFAULT = new Limits(1000, 50, 1000, 10_000, 100_000, 1_000_000);
}
