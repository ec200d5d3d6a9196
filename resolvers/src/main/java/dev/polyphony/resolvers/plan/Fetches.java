package dev.polyphony.resolvers.plan;

import dev.polyphony.resolvers.plan.Fetch.ListTemplate;
import dev.polyphony.resolvers.plan.Fetch.NativeTemplate;
import dev.polyphony.schema.algebra.FieldOrder;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.ListBinding;
import dev.polyphony.schema.catalog.ListBinding.Shape;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.Relationship;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The fetches of a plan. Those of one mapping or relation with the same arguments that wait for
/// the same fetch are one; all others are apart.
final class Fetches {
  private final List<FetchDraft> drafts = new ArrayList<>();
  private final Map<Signature, FetchDraft> bySignature = new HashMap<>();

  /// What makes two fetches the same.
  private record Signature(
      Mapping mapping,
      Optional<Relationship> relationship,
      List<FieldPath> key,
      boolean byKey,
      List<FieldOrder> order,
      Optional<ListBinding> list,
      String arguments,
      int waitsFor) {}

  FetchDraft byKey(Mapping mapping, List<FieldPath> key, int waitsFor) {
    return draft(
        new Signature(
            mapping, Optional.empty(), key, true, List.of(), Optional.empty(), "", waitsFor),
        null);
  }

  /// Rows by key whose number is bounded like that of a list.
  FetchDraft elements(Mapping mapping, List<FieldPath> key, ListTemplate list, int waitsFor) {
    return draft(
        new Signature(
            mapping,
            Optional.empty(),
            key,
            true,
            List.of(),
            Optional.of(list.binding()),
            list.arguments().text(),
            waitsFor),
        list);
  }

  FetchDraft single(Mapping mapping, List<FieldPath> remote, List<FieldOrder> order, int waitsFor) {
    return draft(
        new Signature(
            mapping, Optional.empty(), remote, false, order, Optional.empty(), "", waitsFor),
        null);
  }

  FetchDraft list(List<FieldPath> remote, ListTemplate list, int waitsFor) {
    return list(Optional.empty(), remote, list, waitsFor);
  }

  FetchDraft edges(Relationship relationship, ListTemplate list, int waitsFor) {
    return list(Optional.of(relationship), relationship.near().key(), list, waitsFor);
  }

  private FetchDraft list(
      Optional<Relationship> relationship, List<FieldPath> key, ListTemplate list, int waitsFor) {
    ListBinding binding = list.binding();
    // A cursor belongs to its field, so that connections of two fields are never one fetch.
    String field = binding.shape() == Shape.CONNECTION ? list.field() : "";
    return draft(
        new Signature(
            binding.mapping(),
            relationship,
            key,
            false,
            binding.order(),
            Optional.of(binding),
            field + "(" + list.arguments().text() + ")",
            waitsFor),
        list);
  }

  /// The rows of a statement belong to its field: two fields never share them, nor do two texts.
  FetchDraft natively(NativeTemplate template, List<FieldPath> key, int waitsFor) {
    return draft(
        new Signature(
            template.statement().row(),
            Optional.empty(),
            key,
            false,
            List.of(),
            Optional.empty(),
            template.arguments().text(),
            waitsFor),
        null,
        template);
  }

  private FetchDraft draft(Signature signature, @Nullable ListTemplate list) {
    return draft(signature, list, null);
  }

  private FetchDraft draft(
      Signature signature, @Nullable ListTemplate list, @Nullable NativeTemplate natively) {
    FetchDraft known = bySignature.get(signature);
    if (known != null) {
      return known;
    }
    FetchDraft draft =
        new FetchDraft(
            drafts.size(),
            signature.mapping(),
            signature.relationship().orElse(null),
            natively,
            signature.key(),
            signature.byKey(),
            list,
            signature.order());
    drafts.add(draft);
    bySignature.put(signature, draft);
    return draft;
  }

  List<Fetch> finished() {
    return drafts.stream().map(FetchDraft::toFetch).toList();
  }
}
