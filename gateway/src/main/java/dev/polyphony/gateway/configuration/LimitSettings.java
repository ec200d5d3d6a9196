package dev.polyphony.gateway.configuration;

import dev.polyphony.schema.catalog.Limits;
import dev.polyphony.schema.problems.Section;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// `limits`: the bounds that every request obeys.
///
/// @param rows bounds on lists and rows
/// @param tokens of a document
/// @param depth of nested fields
/// @param aliases in a document
/// @param rootFields of an operation
/// @param documents kept parsed and planned
/// @param errors entries in an answer
/// @param body bytes of a request's body, and of a query string
/// @param concurrentRequests that are executed at once; one more is refused
/// @param deadline of an execution
public record LimitSettings(
    Limits rows,
    int tokens,
    int depth,
    int aliases,
    int rootFields,
    int documents,
    int errors,
    int body,
    int concurrentRequests,
    Duration deadline) {
  public static final LimitSettings DEFAULT =
      new LimitSettings(
          Limits.DEFAULT, 15_000, 20, 100, 50, 1000, 100, 1 << 20, 1000, Duration.ofSeconds(10));

  private static final int MANY = 100_000_000;

  static LimitSettings read(@Nullable Section section) {
    if (section == null) {
      return DEFAULT;
    }
    LimitSettings limits =
        new LimitSettings(
            rows(section),
            section.integer("tokens", DEFAULT.tokens, 1, MANY),
            section.integer("depth", DEFAULT.depth, 1, 1000),
            section.integer("aliases", DEFAULT.aliases, 0, MANY),
            section.integer("rootFields", DEFAULT.rootFields, 1, MANY),
            section.integer("documents", DEFAULT.documents, 1, MANY),
            section.integer("errors", DEFAULT.errors, 1, MANY),
            section.size("body", DEFAULT.body, 1024),
            section.integer("concurrentRequests", DEFAULT.concurrentRequests, 1, MANY),
            section.duration("deadline", DEFAULT.deadline));
    section.finish();
    return limits;
  }

  public LimitSettings within(Duration otherDeadline) {
    return new LimitSettings(
        rows,
        tokens,
        depth,
        aliases,
        rootFields,
        documents,
        errors,
        body,
        concurrentRequests,
        otherDeadline);
  }

  private static Limits rows(Section section) {
    Limits otherwise = Limits.DEFAULT;
    int list = section.integer("list", otherwise.list(), 1, MANY);
    int inMemoryRows = section.integer("inMemoryRows", otherwise.inMemoryRows(), 1, MANY);
    int rows = section.integer("rows", otherwise.rows(), 1, MANY);
    int objects = section.integer("objects", otherwise.objects(), 1, MANY);
    Section page = section.section("page");
    if (page == null) {
      return new Limits(list, otherwise.page(), otherwise.maxPage(), inMemoryRows, rows, objects);
    }
    int most = page.integer("max", otherwise.maxPage(), 1, MANY);
    int size = page.integer("default", Math.min(otherwise.page(), most), 1, MANY);
    if (size > most) {
      page.wrong("default", "is more than `max`, " + most, "Write at most " + most);
      size = most;
    }
    page.finish();
    return new Limits(list, size, most, inMemoryRows, rows, objects);
  }
}
