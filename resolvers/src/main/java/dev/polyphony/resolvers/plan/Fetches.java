package dev.polyphony.resolvers.plan;

import dev.polyphony.resolvers.plan.Fetch.ListTemplate;
import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.Catalog;
import dev.polyphony.schema.catalog.ListBinding;
import dev.polyphony.schema.catalog.ListBinding.Shape;
import dev.polyphony.schema.catalog.Mapping;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The fetches of a plan. Those of one mapping or relation with the same arguments that wait for
/// the same fetch are one; all others are apart.
final class Fetches {
  private final Catalog catalog;
  private final List<FetchDraft> drafts = new ArrayList<>();
  private final Map<Signature, FetchDraft> bySignature = new HashMap<>();

  Fetches(Catalog catalog) {
    this.catalog = catalog;
  }

  /// What makes two fetches the same.
  private record Signature(
      String entity,
      List<FieldPath> key,
      boolean byKey,
      List<FieldOrder> order,
      Optional<ListBinding> list,
      String arguments,
      int waitsFor) {}

  FetchDraft byKey(String entity, List<FieldPath> key, int waitsFor) {
    Signature signature =
        new Signature(entity, key, true, List.of(), Optional.empty(), "", waitsFor);
    return bySignature.computeIfAbsent(
        signature, _ -> add(entity, key, true, Optional.empty(), List.of()));
  }

  /// Rows by key whose number is bounded like that of a list.
  FetchDraft elements(String entity, List<FieldPath> key, ListTemplate list, int waitsFor) {
    Signature signature =
        new Signature(
            entity,
            key,
            true,
            List.of(),
            Optional.of(list.binding()),
            list.arguments().text(),
            waitsFor);
    return bySignature.computeIfAbsent(
        signature, _ -> add(entity, key, true, Optional.of(list), List.of()));
  }

  FetchDraft single(String entity, List<FieldPath> remote, List<FieldOrder> order, int waitsFor) {
    Signature signature =
        new Signature(entity, remote, false, order, Optional.empty(), "", waitsFor);
    return bySignature.computeIfAbsent(
        signature, _ -> add(entity, remote, false, Optional.empty(), order));
  }

  FetchDraft list(String entity, List<FieldPath> remote, ListTemplate list, int waitsFor) {
    // A cursor belongs to its field, so that connections of two fields are never one fetch.
    String field = list.binding().shape() == Shape.CONNECTION ? list.field() : "";
    Signature signature =
        new Signature(
            entity,
            remote,
            false,
            list.binding().order(),
            Optional.of(list.binding()),
            field + "(" + list.arguments().text() + ")",
            waitsFor);
    return bySignature.computeIfAbsent(
        signature, _ -> add(entity, remote, false, Optional.of(list), list.binding().order()));
  }

  private FetchDraft add(
      String entity,
      List<FieldPath> key,
      boolean byKey,
      Optional<ListTemplate> list,
      List<FieldOrder> order) {
    FetchDraft draft =
        new FetchDraft(drafts.size(), mapping(entity), key, byKey, list.orElse(null), order);
    drafts.add(draft);
    return draft;
  }

  /// The mapping that serves. Each entity has one so far; the choice among several belongs here.
  Mapping mapping(String entity) {
    return catalog.entity(entity).primary().mapping();
  }

  List<Fetch> finished() {
    return drafts.stream().map(FetchDraft::toFetch).toList();
  }
}
