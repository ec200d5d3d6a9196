package dev.polyphony.resolvers.execution;

import dev.polyphony.resolvers.errors.ErrorCode;
import dev.polyphony.resolvers.execution.FetchRequest.ListShape;
import dev.polyphony.resolvers.plan.Fetch;
import dev.polyphony.resolvers.plan.Fetch.ListTemplate;
import dev.polyphony.resolvers.plan.Fetch.NativeTemplate;
import dev.polyphony.schema.access.AccessRules;
import dev.polyphony.schema.access.Identity;
import dev.polyphony.schema.algebra.Condition;
import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.algebra.Formula;
import dev.polyphony.schema.algebra.Page;
import dev.polyphony.schema.algebra.Position;
import dev.polyphony.schema.algebra.Projection;
import dev.polyphony.schema.catalog.AccessPath;
import dev.polyphony.schema.catalog.Catalog;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.Limits;
import dev.polyphony.schema.catalog.ListAccess;
import dev.polyphony.schema.catalog.ListBinding;
import dev.polyphony.schema.catalog.ListBinding.Shape;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.evaluation.Conditions;
import graphql.execution.CoercedVariables;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Makes what a fetch asks for from the arguments of one request.
public final class FetchRequests {
  private final Limits limits;
  private final AccessRules access;
  private final Predicate<String> filters;
  private final CursorSeal seal;

  public FetchRequests(Catalog catalog, CursorSeal seal) {
    this.limits = catalog.limits();
    this.access = catalog.access();
    this.filters = catalog::filters;
    this.seal = seal;
  }

  FetchRequest of(Fetch fetch, CoercedVariables variables, Identity identity) throws BadInput {
    ListTemplate template = fetch.list();
    NativeTemplate natively = fetch.natively();
    if (natively != null) {
      return natively(fetch, natively, NativeValues.of(natively, variables, identity));
    }
    return template == null ? plain(fetch, identity) : list(fetch, template, variables, identity);
  }

  private FetchRequest natively(
      Fetch fetch, NativeTemplate template, List<@Nullable Object> values) {
    int size = template.list() ? limits.list() : 1;
    return new FetchRequest(
        fetch.projection(),
        Condition.TRUE,
        Condition.TRUE,
        List.of(),
        List.of(),
        false,
        Page.first(template.list() ? size + 1 : 1),
        values,
        template.list() ? new ListShape(size, 0, true, null) : null);
  }

  private FetchRequest plain(Fetch fetch, Identity identity) {
    List<FieldPath> read =
        fetch.readsOrder() ? fetch.order().stream().map(FieldOrder::field).toList() : List.of();
    ListAccess.Parts parts = entities(fetch, identity, new ListAccess.Parts(List.of(), List.of()));
    Set<FieldPath> needed = new LinkedHashSet<>(read);
    parts.rest().forEach(condition -> needed.addAll(Conditions.fields(condition)));
    Projection projection = Projections.with(fetch.projection(), needed);
    return new FetchRequest(
        projection,
        all(parts.pushed()),
        all(parts.rest()),
        fetch.order(),
        read.stream().map(field -> Projections.way(projection, field)).toList(),
        false,
        Page.first(1),
        List.of(),
        null);
  }

  private FetchRequest list(
      Fetch fetch, ListTemplate template, CoercedVariables variables, Identity identity)
      throws BadInput {
    Map<String, @Nullable Object> arguments = Arguments.of(template.arguments(), variables);
    ListBinding binding = template.binding();
    WhereArgument where = new WhereArgument(binding.filters(), binding.mapping());
    List<FieldOrder> order = OrderArgument.of(fetch, binding, arguments.get("orderBy"));
    List<Condition> conjuncts = where.conjuncts(arguments);
    if (asked(arguments)) {
      // Whoever may not see a field learns nothing of it by asking for what it is.
      List<FieldOrder> askedOrder = arguments.get("orderBy") == null ? List.of() : order;
      permit(binding.entity(), conjuncts, askedOrder, identity);
    }
    ListAccess.Parts parts =
        entities(fetch, identity, parts(fetch, binding, conjuncts, order, arguments));
    Set<FieldPath> needed = new LinkedHashSet<>();
    parts.rest().forEach(condition -> needed.addAll(Conditions.fields(condition)));
    boolean ordered = !order.equals(fetch.order());
    if (fetch.readsOrder() || (ordered && fetch.byKey())) {
      order.forEach(one -> needed.add(one.field()));
    }
    Projection projection = Projections.with(fetch.projection(), needed);
    Window window =
        binding.shape() == Shape.PLAIN
            ? window(arguments)
            : window(scope(template, fetch.mapping(), order, arguments), arguments);
    List<int[]> cells =
        fetch.readsOrder()
            ? order.stream().map(one -> Projections.way(projection, one.field())).toList()
            : List.of();
    RowCursors cursors =
        window.scope() == null || !fetch.readsOrder()
            ? null
            : new RowCursors(window.scope(), cells);
    return new FetchRequest(
        projection,
        all(parts.pushed()),
        all(parts.rest()),
        order,
        cells,
        ordered,
        window.page(),
        List.of(),
        new ListShape(window.size(), window.skipped(), window.capped(), cursors));
  }

  private static boolean asked(Map<String, @Nullable Object> arguments) {
    return arguments.get("where") != null || arguments.get("orderBy") != null;
  }

  private void permit(
      String type, List<Condition> conjuncts, List<FieldOrder> order, Identity identity)
      throws BadInput {
    Set<FieldPath> fields = new LinkedHashSet<>();
    conjuncts.forEach(condition -> fields.addAll(Conditions.fields(condition)));
    order.forEach(one -> fields.add(one.field()));
    for (FieldPath field : fields) {
      if (!access.allows(identity, type, field)) {
        throw new BadInput(
            ErrorCode.FORBIDDEN, "Not allowed to filter or order by " + type + "." + field);
      }
    }
  }

  /// With what says which rows are entities for the caller: wherever they are reached, and in the
  /// store where that applies it to what is read. Rows by key are looked at here.
  private ListAccess.Parts entities(Fetch fetch, Identity identity, ListAccess.Parts parts) {
    Formula where = fetch.mapping().where();
    if (where == null) {
      return parts;
    }
    boolean inStore = !fetch.byKey() && filters.test(fetch.mapping().store());
    List<Condition> pushed = new ArrayList<>(parts.pushed());
    List<Condition> rest = new ArrayList<>(parts.rest());
    for (Condition one : where.conditions(identity.claims())) {
      (inStore && !ListAccess.isComputed(one) ? pushed : rest).add(one);
    }
    return new ListAccess.Parts(pushed, rest);
  }

  private static Condition all(List<Condition> parts) {
    if (parts.contains(Condition.FALSE)) {
      return Condition.FALSE;
    }
    return parts.size() == 1 ? parts.getFirst() : new Condition.And(parts);
  }

  /// The access path must serve filter and order together.
  private static ListAccess.Parts parts(
      Fetch fetch,
      ListBinding binding,
      List<Condition> conjuncts,
      List<FieldOrder> order,
      Map<String, @Nullable Object> arguments)
      throws BadInput {
    if (fetch.byKey()) {
      return new ListAccess.Parts(List.of(), conjuncts);
    }
    if (!asked(arguments)) {
      // What the schema declares was checked when it was read.
      return new ListAccess.Parts(conjuncts, List.of());
    }
    ListAccess.Parts parts = binding.access().serve(Set.copyOf(fetch.key()), conjuncts, order);
    if (parts == null) {
      throw new BadInput(
          "No key or index of "
              + binding.entity()
              + " serves this filter in this order; there are: "
              + AccessPath.describe(binding.access().paths()));
    }
    return parts;
  }

  /// @param page what comes of the rows that pass
  /// @param scope null for a plain list
  private record Window(
      Page page, int size, int skipped, boolean capped, @Nullable CursorScope scope) {}

  private Window window(Map<String, @Nullable Object> arguments) throws BadInput {
    Integer first = size(arguments, "first", limits.list());
    int size = first == null ? limits.list() : first;
    int skipped = offset(arguments);
    // A page holds at least one row; that of `first: 0` is thrown away.
    Page page = Page.first(skipped + (first == null ? size + 1 : Math.max(1, size)));
    return new Window(page, size, skipped, first == null, null);
  }

  private Window window(CursorScope scope, Map<String, @Nullable Object> arguments)
      throws BadInput {
    Integer first = size(arguments, "first", limits.maxPage());
    Integer last = size(arguments, "last", limits.maxPage());
    if (first != null && last != null) {
      throw new BadInput("Give first or last, not both");
    }
    int skipped = offset(arguments);
    Position after = position(scope, arguments, "after");
    Position before = position(scope, arguments, "before");
    if (skipped > 0 && (after != null || before != null || last != null)) {
      throw new BadInput(
          "offset counts from the beginning; give it without after, before and last");
    }
    int size = first != null ? first : last != null ? last : limits.page();
    Page page = new Page(skipped + size + 1, after, before, last != null);
    return new Window(page, size, skipped, false, scope);
  }

  private int offset(Map<String, @Nullable Object> arguments) throws BadInput {
    Integer offset = size(arguments, "offset", limits.inMemoryRows());
    return offset == null ? 0 : offset;
  }

  private static @Nullable Integer size(
      Map<String, @Nullable Object> arguments, String name, int most) throws BadInput {
    if (!(arguments.get(name) instanceof Integer size)) {
      // An explicit null means what leaving it out means: these arguments filter nothing.
      return null;
    }
    if (size < 0 || size > most) {
      throw new BadInput("Argument " + name + " is " + size + "; it may be 0 to " + most);
    }
    return size;
  }

  private static @Nullable Position position(
      CursorScope scope, Map<String, @Nullable Object> arguments, String name) throws BadInput {
    if (!(arguments.get(name) instanceof String cursor)) {
      return null;
    }
    Position position = scope.decode(cursor);
    if (position == null) {
      throw new BadInput(
          ErrorCode.CURSOR_INVALID,
          "Argument "
              + name
              + " is no cursor of this field with these arguments; take cursors as they were answered");
    }
    return position;
  }

  private CursorScope scope(
      ListTemplate template,
      Mapping mapping,
      List<FieldOrder> order,
      Map<String, @Nullable Object> arguments) {
    List<@Nullable Object> tied = new ArrayList<>();
    tied.add(template.field());
    tied.add(order.toString());
    template.binding().filters().forEach(filter -> tied.add(arguments.get(filter.argument())));
    tied.add(arguments.get("where"));
    List<Column> columns = order.stream().map(one -> mapping.column(one.field())).toList();
    return new CursorScope(seal, CursorSeal.digest(tied), columns);
  }
}
