package dev.polyphony.gateway.configuration;

import dev.polyphony.loaders.StoreFactory;
import dev.polyphony.schema.catalog.StoreDeclaration;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.problems.ClosestName;
import dev.polyphony.schema.problems.Section;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// `stores`: the common keys of each store; the rest is its kind's.
final class StoreReader {
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");

  private final StoreKinds kinds;

  StoreReader(StoreKinds kinds) {
    this.kinds = kinds;
  }

  Map<String, ConfiguredStore> read(Section stores) {
    Map<String, ConfiguredStore> read = new LinkedHashMap<>();
    for (String name : stores.keys()) {
      if (!NAME.matcher(name).matches()) {
        stores.wrong(
            name, "is no name of a store", "Begin with a letter; use letters, digits, _, -");
      }
      Section section = stores.section(name);
      if (section != null) {
        read(name, section, read);
      }
    }
    return read;
  }

  private void read(String name, Section section, Map<String, ConfiguredStore> read) {
    String kind = section.requiredText("kind");
    StoreFactory factory = kinds.factories().get(kind);
    if (factory == null) {
      if (!kind.isEmpty()) {
        unknown(kind, section);
      }
      return;
    }
    ValueType id = section.choice("id", ValueType.TEXT, idTypes());
    boolean snakeCase = section.choice("naming", factory.rules().snakeCase(), namings());
    StoreDeclaration declaration =
        new StoreDeclaration(name, factory.rules(), id, snakeCase, section.location());
    read.put(name, new ConfiguredStore(declaration, factory.configure(name, section)));
  }

  private void unknown(String kind, Section section) {
    String closest = ClosestName.of(kind, kinds.factories().keySet());
    section
        .problems()
        .error(
            "UNKNOWN_STORE_KIND",
            section.locationOf("kind"),
            section.path() + " is of an unknown kind, `" + kind + "`",
            (closest == null ? "" : "Did you mean `" + closest + "`? ")
                + "Known: "
                + String.join(", ", kinds.factories().keySet()));
  }

  private static Map<String, ValueType> idTypes() {
    Map<String, ValueType> types = new LinkedHashMap<>();
    types.put("TEXT", ValueType.TEXT);
    types.put("INT", ValueType.INT);
    types.put("LONG", ValueType.LONG);
    types.put("UUID", ValueType.UUID);
    types.put("OBJECT_ID", ValueType.OBJECT_ID);
    return types;
  }

  private static Map<String, Boolean> namings() {
    Map<String, Boolean> namings = new LinkedHashMap<>();
    namings.put("SNAKE_CASE", true);
    namings.put("AS_WRITTEN", false);
    return namings;
  }
}
