package dev.polyphony.resolvers.plan;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A place in the response that holds objects: for each concrete type a part with a slot per
/// response field.
///
/// @param id its index in the plan
/// @param parent the selection whose objects hold this one's; -1 at the root
/// @param origin where its objects come from
/// @param parts one per concrete type
public record Selection(int id, int parent, Origin origin, List<Part> parts) {
  public Selection {
    parts = List.copyOf(parts);
  }

  /// The slots of one concrete type, in the order of the response.
  public static final class Part {
    private final String type;
    private final List<Slot> slots;
    private final List<byte[]> names;

    public Part(String type, List<Slot> slots) {
      this.type = type;
      this.slots = List.copyOf(slots);
      // Response keys are GraphQL names: nothing in them needs an escape.
      this.names =
          this.slots.stream()
              .map(slot -> ("\"" + slot.key() + "\":").getBytes(StandardCharsets.US_ASCII))
              .toList();
    }

    public String type() {
      return type;
    }

    public List<Slot> slots() {
      return slots;
    }

    /// The response key with quotes and colon, as it stands in the answer; not to be changed.
    public byte[] name(int slot) {
      return names.get(slot);
    }
  }

  /// The part for a row; the row says its type where there are several.
  public Part part(@Nullable Object[] row) {
    if (parts.size() == 1) {
      return parts.getFirst();
    }
    for (Part part : parts) {
      if (isOf(part.type(), row)) {
        return part;
      }
    }
    throw new IllegalStateException("no part for a row");
  }

  /// Whether a row of several possible types is of this one.
  ///
  /// @param type null where all rows are of one type
  public static boolean isOf(@Nullable String type, @Nullable Object[] row) {
    return type == null || type.equals(row[row.length - 1]);
  }
}
