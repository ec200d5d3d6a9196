package dev.polyphony.resolvers.response;

import dev.polyphony.resolvers.errors.ErrorCode;
import dev.polyphony.resolvers.errors.FieldError;
import dev.polyphony.resolvers.execution.NullCheck;
import dev.polyphony.resolvers.execution.RowSet;
import dev.polyphony.resolvers.execution.RowSets;
import dev.polyphony.resolvers.plan.Selection;
import dev.polyphony.resolvers.plan.Slot;
import dev.polyphony.schema.rows.BadValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Writes the answer of one execution: data as it is walked, then the errors met on the way.
///
/// What is null in the end is known before ([NullCheck]), so nothing written is ever taken back. It
/// stops after a number of objects and goes on where it was, so that a long answer does not hold
/// its thread.
public final class ResponseWriter {
  private static final byte[] DATA = JsonOutput.ascii("{\"data\":");
  private static final byte[] ERRORS = JsonOutput.ascii(",\"errors\":");
  private static final byte[] EXTENSIONS = JsonOutput.ascii(",\"extensions\":");

  private final RowSets sets;
  private final int rootRow;
  private final Map<String, @Nullable Object> introspection;
  private final NullCheck nulls;
  private final AnswerErrors errors;
  private final Map<String, ?> extensions;
  private final JsonOutput out;
  private final ErrorSearch search;
  private final List<Frame> frames = new ArrayList<>();
  private int depth;
  private boolean started;

  /// @param introspection values of the introspection fields by response key
  /// @param errorLimit entries of `errors`
  /// @param extensions left out when there are none
  /// @param rootRow which of the root's objects is answered
  ResponseWriter(
      RowSets sets,
      int rootRow,
      Map<String, @Nullable Object> introspection,
      int errorLimit,
      Map<String, ?> extensions,
      ChunkSink sink) {
    this.sets = sets;
    this.rootRow = rootRow;
    this.introspection = introspection;
    this.nulls = new NullCheck(sets);
    this.errors = new AnswerErrors(errorLimit);
    this.extensions = extensions;
    this.out = new JsonOutput(sink);
    this.search = new ErrorSearch(sets, nulls);
  }

  /// Writes at most about `budget` objects; true when the answer is complete.
  public boolean write(int budget) {
    if (!started) {
      start();
    }
    for (int left = budget; depth > 0 && left > 0; ) {
      left -= step(frames.get(depth - 1)) ? 1 : 0;
    }
    if (depth > 0) {
      out.flush();
      return false;
    }
    if (!errors.isEmpty()) {
      out.raw(ERRORS);
      out.json(errors.all());
    }
    if (!extensions.isEmpty()) {
      out.raw(EXTENSIONS);
      out.json(extensions);
    }
    out.symbol('}');
    out.flush();
    return true;
  }

  private void start() {
    started = true;
    out.raw(DATA);
    Selection root = sets.plan().root();
    RowSet set = sets.of(root);
    if (set.dead().get(rootRow)) {
      out.nothing();
      searchIn(root, set, rootRow);
    } else {
      push().object(set, root.part(set.row(rootRow)), rootRow);
      out.symbol('{');
    }
  }

  private Frame push() {
    if (depth == frames.size()) {
      frames.add(new Frame());
    }
    return frames.get(depth++);
  }

  /// One field, or one element; true when it began an object.
  private boolean step(Frame frame) {
    Selection.Part part = frame.part;
    RowSet set = frame.set;
    if (set == null) {
      throw new IllegalStateException("a frame without rows");
    }
    if (part == null) {
      return element(frame, set);
    }
    if (frame.next == part.slots().size()) {
      out.symbol('}');
      depth--;
      return false;
    }
    if (frame.next > 0) {
      out.symbol(',');
    }
    Slot slot = part.slots().get(frame.next);
    out.raw(part.name(frame.next));
    frame.next++;
    return slot(slot, set, frame.row);
  }

  private boolean element(Frame frame, RowSet set) {
    if (frame.next == set.links().count(frame.row)) {
      out.symbol(']');
      depth--;
      return false;
    }
    if (frame.next > 0) {
      out.symbol(',');
    }
    FieldError failure = set.failure(frame.row, frame.next);
    int row = set.links().row(frame.row, frame.next++);
    if (failure != null) {
      out.nothing();
      error(failure);
      return false;
    }
    Slot.Many list = frame.list;
    if (list == null) {
      throw new IllegalStateException("neither object nor list");
    }
    return object(list.selection(), set, row);
  }

  private boolean object(Selection selection, RowSet set, int row) {
    if (row < 0) {
      out.nothing();
      return false;
    }
    if (set.dead().get(row)) {
      out.nothing();
      searchIn(selection, set, row);
      return false;
    }
    push().object(set, selection.part(set.row(row)), row);
    out.symbol('{');
    return true;
  }

  private boolean slot(Slot slot, RowSet set, int row) {
    switch (slot) {
      case Slot.TypeName name -> out.text(name.type());
      case Slot.Value value -> value(value, sets.value(value, set.row(row)));
      case Slot.PathValue path -> path(path, row);
      case Slot.One one -> {
        RowSet child = sets.of(one.selection());
        int found = child.links().single(row);
        FieldError failure = found < 0 ? child.failure(row) : null;
        if (failure != null) {
          out.nothing();
          error(failure);
          return false;
        }
        return object(one.selection(), child, found);
      }
      case Slot.Many many -> {
        return list(many, set, row);
      }
      case Slot.Cursor cursor -> cursor(cursor, set, row);
      case Slot.TotalCount _ -> count(set, row);
      case Slot.PageFlag flag -> flag(flag, set, row);
      case Slot.Introspection field -> out.json(introspection.get(field.key()));
      case Slot.Failed failed -> {
        out.nothing();
        error(failed.error());
      }
    }
    return false;
  }

  private boolean list(Slot.Many slot, RowSet set, int row) {
    RowSet child = sets.of(slot.selection());
    if (nulls.isNull(slot, set, row)) {
      out.nothing();
      if (!child.absent().get(row)) {
        search.in(slot, set, row, this::errorBelow);
      }
      return false;
    }
    out.symbol('[');
    push().list(child, slot, row);
    return false;
  }

  private void value(Slot.Value slot, @Nullable Object cell) {
    switch (cell) {
      case null -> out.nothing();
      case BadValue _ -> {
        out.nothing();
        error(ErrorSearch.badValue(slot));
      }
      case List<?> list when slot.column().list() -> values(slot, list);
      default -> out.value(slot.column().type(), cell);
    }
  }

  private void values(Slot.Value slot, List<?> list) {
    FieldError failed = null;
    int at = -1;
    for (int i = 0; i < list.size() && slot.elementNonNull() && failed == null; i++) {
      failed = ErrorSearch.elementError(slot, list.get(i));
      at = i;
    }
    if (failed != null) {
      out.nothing();
      errorBelow(List.of(at), failed);
      return;
    }
    out.symbol('[');
    for (int i = 0; i < list.size(); i++) {
      if (i > 0) {
        out.symbol(',');
      }
      Object element = list.get(i);
      if (element == null || element instanceof BadValue) {
        out.nothing();
        if (element != null) {
          errorBelow(List.of(i), ErrorSearch.badValue(slot));
        }
      } else {
        out.value(slot.column().type(), element);
      }
    }
    out.symbol(']');
  }

  private void path(Slot.PathValue slot, int row) {
    NullCheck.Reached end = nulls.follow(slot, row);
    if (end != null) {
      value(slot.value(), sets.value(slot.value(), end.set().row(end.row())));
      return;
    }
    out.nothing();
    FieldError failure = search.pathFailure(slot, row);
    if (failure != null) {
      error(failure);
    }
  }

  private void flag(Slot.PageFlag flag, RowSet set, int row) {
    RowSet.Pages pages = pages(set);
    boolean value = (flag.next() ? pages.hasNext() : pages.hasPrevious()).get(row);
    out.json(value);
  }

  private void count(RowSet set, int row) {
    RowSet.Counts counts = pages(set).counts();
    FieldError failure = counts.failure(row);
    if (failure == null) {
      out.json(counts.total(row));
    } else {
      out.nothing();
      error(failure);
    }
  }

  private void cursor(Slot.Cursor cursor, RowSet set, int row) {
    RowSet.Pages pages = pages(set);
    int count = cursor.place() == Slot.Cursor.Place.ROW ? 1 : pages.links().count(row);
    if (count == 0) {
      out.nothing();
      return;
    }
    @Nullable Object[] cells =
        switch (cursor.place()) {
          case ROW -> set.row(row);
          case PAGE_START -> pages.rows().get(pages.links().row(row, 0));
          case PAGE_END -> pages.rows().get(pages.links().row(row, count - 1));
        };
    out.text(Objects.requireNonNull(pages.cursors()).encode(cells));
  }

  private static RowSet.Pages pages(RowSet set) {
    RowSet.Pages pages = set.pages();
    if (pages == null) {
      throw new IllegalStateException("no pages outside a connection");
    }
    return pages;
  }

  private void searchIn(Selection selection, RowSet set, int row) {
    search.in(selection, set, row, this::errorBelow);
  }

  private void error(FieldError error) {
    errorBelow(List.of(), error);
  }

  private void errorBelow(List<Object> below, FieldError error) {
    if (errors.isFull()) {
      errors.count();
      return;
    }
    List<Object> path = new ArrayList<>(depth + below.size());
    for (int i = 0; i < depth; i++) {
      path.add(frames.get(i).pathSegment());
    }
    path.addAll(below);
    errors.add(path, error);
  }

  /// A missing value where the schema promises one.
  static FieldError missing(@Nullable String store) {
    return new FieldError(
        ErrorCode.BAD_DATA, "The stored value is missing, but the schema promises one", store);
  }
}
