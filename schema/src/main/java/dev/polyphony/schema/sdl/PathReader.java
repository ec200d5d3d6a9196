package dev.polyphony.schema.sdl;

import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.Column;
import dev.polyphony.schema.catalog.FieldBinding;
import dev.polyphony.schema.catalog.FieldBinding.ColumnField;
import dev.polyphony.schema.catalog.FieldBinding.EmbeddedField;
import dev.polyphony.schema.catalog.FieldBinding.JoinField;
import dev.polyphony.schema.catalog.FieldBinding.PathField;
import dev.polyphony.schema.catalog.TypeBinding;
import dev.polyphony.schema.catalog.ValueType;
import graphql.language.FieldDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Checks values that are reached through other fields: each step leads to one object, the last to
/// a value of the field's type.
final class PathReader {
  private final Reading reading;
  private final Map<String, TypeBinding> types;

  PathReader(Reading reading, Map<String, TypeBinding> types) {
    this.reading = reading;
    this.types = types;
  }

  void check() {
    for (TypeBinding type : List.copyOf(types.values())) {
      SourceType source = reading.types().get(type.name());
      if (source != null) {
        check(type, source);
      }
    }
  }

  private void check(TypeBinding type, SourceType source) {
    Map<String, FieldBinding> fields = new LinkedHashMap<>(type.fields());
    type.fields()
        .forEach((name, binding) -> {
          FieldDefinition field = source.fields().get(name);
          if (!(binding instanceof PathField path) || field == null) {
            return;
          }
          if (!PathJoinReader.leadsToEntity(reading, field)) {
            new RepeatReader(reading).refuse(source, field);
            check(source, field, path.path());
            return;
          }
          FieldBinding joined = new PathJoinReader(reading, types).read(source, field, path.path());
          if (joined != null) {
            fields.put(name, joined);
          }
        });
    types.put(type.name(), new TypeBinding(type.name(), type.kind(), fields));
  }

  private void check(SourceType owner, FieldDefinition field, FieldPath path) {
    if (path.segments().size() < 2) {
      wrong(owner, field, path, "has one step only; write the field itself");
      return;
    }
    String type = owner.name();
    boolean otherStore = false;
    for (String segment : path.segments().subList(0, path.segments().size() - 1)) {
      TypeBinding binding = types.get(type);
      FieldBinding step = binding == null ? null : binding.fields().get(segment);
      switch (step) {
        case JoinField join when join.join().list() == null -> {
          type = join.join().entity();
          otherStore |= !join.join().sameStore();
        }
        case EmbeddedField embedded when !embedded.column().list() -> type = embedded.type();
        case null -> {
          wrong(owner, field, path, "names `" + segment + "`, which " + type + " does not lead to");
          return;
        }
        default -> {
          wrong(owner, field, path, "goes through `" + segment + "`, which is not one object");
          return;
        }
      }
    }
    TypeBinding last = types.get(type);
    FieldBinding end = last == null ? null : last.fields().get(path.last());
    Column value =
        switch (end) {
          case ColumnField column -> column.column();
          case FieldBinding.ValueField computed -> computed.column();
          case null, default -> null;
        };
    if (value == null) {
      wrong(owner, field, path, "ends at `" + path.last() + "`, which is no value of " + type);
    } else if (!sameType(field, value)) {
      wrong(owner, field, path, "ends at a value of another type");
    } else if (!field.getInputValueDefinitions().isEmpty()) {
      wrong(owner, field, path, "leads to one value and takes no arguments");
    } else if (otherStore && Sdl.isNonNull(field.getType())) {
      reading
          .problems()
          .warning(
              "NON_NULL_ACROSS_STORES",
              Sdl.location(field),
              Sdl.coordinates(owner, field)
                  + " is non-null but served by another store: when that is down, its parent is null",
              "Leave out the `!`");
    }
  }

  private boolean sameType(FieldDefinition field, Column column) {
    ValueType logical = Scalars.logical(Sdl.name(field.getType()));
    boolean sameForm = Sdl.isList(field.getType()) == column.list();
    return sameForm
        && (logical != null
            ? logical == column.type() && column.enumNames().isEmpty()
            : reading.enums().containsKey(Sdl.name(field.getType()))
                && !column.enumNames().isEmpty());
  }

  private void wrong(SourceType owner, FieldDefinition field, FieldPath path, String what) {
    reading
        .problems()
        .error(
            "WRONG_PATH",
            Sdl.location(field),
            "the path `" + path + "` of " + Sdl.coordinates(owner, field) + " " + what,
            "Write names of joins and embedded objects that lead to one each, and a value at the end");
  }
}
