package dev.polyphony.resolvers.plan;

import dev.polyphony.resolvers.plan.Fetch.Combine;
import dev.polyphony.resolvers.plan.Fetch.Consumer;
import dev.polyphony.resolvers.plan.Fetch.KeySource;
import dev.polyphony.resolvers.plan.Planner.Place;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.FieldBinding;
import dev.polyphony.schema.catalog.FieldBinding.AbstractField;
import dev.polyphony.schema.catalog.FieldBinding.JoinField;
import dev.polyphony.schema.catalog.FieldBinding.ListField;
import dev.polyphony.schema.catalog.FieldBinding.LookupField;
import dev.polyphony.schema.catalog.FieldBinding.LookupManyField;
import dev.polyphony.schema.catalog.Join;
import dev.polyphony.schema.catalog.ListBinding;
import dev.polyphony.schema.catalog.ListBinding.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Plans fields that lead to an interface or a union: a fetch for each member, whose rows are
/// merged at one place.
final class MemberPlanner {
  private final Fetches fetches;
  private final Planner planner;

  MemberPlanner(Fetches fetches, Planner planner) {
    this.fetches = fetches;
    this.planner = planner;
  }

  /// What answers a place with objects of one type.
  private record Source(String type, FetchDraft draft, KeySource keys, Combine combine) {}

  Slot members(Place place, AbstractField field) {
    List<Source> sources = field.members().stream().map(member -> source(place, member)).toList();
    Map<String, FetchDraft> drafts = new LinkedHashMap<>();
    List<Origin.Member> members = new ArrayList<>();
    for (Source source : sources) {
      FetchDraft draft = source.draft();
      int consumer =
          draft.add(new Consumer(place.selection(), place.of(), source.keys(), source.combine()));
      members.add(new Origin.Member(source.type(), draft.id, consumer));
      drafts.put(source.type(), draft);
    }
    ListBinding list = field.list();
    boolean pages = list != null && list.shape() == Shape.CONNECTION;
    Scope scope = Scope.merged(drafts, pages);
    Selection selection =
        planner.object(
            place.selection(),
            new Origin.Merged(members, pages),
            pages ? place.typeName() : field.type(),
            place.merged(),
            scope);
    return pages || sources.getFirst().combine() == Combine.ONE
        ? new Slot.One(place.key(), selection, place.nonNull(), scope.store())
        : new Slot.Many(
            place.key(), selection, place.nonNull(), place.elementNonNull(), scope.store());
  }

  private Source source(Place place, FieldBinding member) {
    return switch (member) {
      case LookupField field ->
          new Source(
              field.entity(),
              fetches.byKey(field.mapping(), field.key(), place.scope().fetch()),
              new KeySource.Arguments(place.arguments(), field.arguments()),
              Combine.ONE);
      case LookupManyField field ->
          new Source(
              field.entity(),
              fetches.byKey(field.mapping(), field.key(), place.scope().fetch()),
              new KeySource.ListArgument(place.arguments(), field.argument(), field.objects()),
              Combine.POSITIONS);
      case ListField(ListBinding list) -> {
        FetchDraft draft =
            fetches.list(List.of(), JoinPlanner.template(place, list), place.scope().fetch());
        draft.readOrder();
        yield new Source(list.entity(), draft, new KeySource.None(), Combine.LIST);
      }
      case JoinField(Join join) -> join(place, join);
      default -> throw new IllegalStateException("no way to one member: " + member);
    };
  }

  private Source join(Place place, Join join) {
    Scope scope = place.scope();
    KeySource keys = JoinPlanner.keys(scope, join);
    ListBinding list = join.list();
    if (list == null) {
      FetchDraft draft = JoinPlanner.single(fetches, scope, join);
      if (!join.unique()) {
        draft.readOrder();
      }
      return new Source(join.entity(), draft, keys, Combine.ONE);
    }
    FetchDraft draft =
        fetches.list(join.remote(), JoinPlanner.template(place, list), scope.fetch());
    draft.readOrder();
    boolean elements = join.localColumns().stream().anyMatch(Column::list);
    return new Source(join.entity(), draft, keys, elements ? Combine.MERGE : Combine.LIST);
  }
}
