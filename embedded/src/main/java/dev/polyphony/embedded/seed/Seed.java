package dev.polyphony.embedded.seed;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.polyphony.embedded.process.StartFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/// A seed file: what the stores of an example are loaded with.
public final class Seed {
  private final Path file;
  private final Map<String, StoreSeed> stores;

  private Seed(Path file, Map<String, StoreSeed> stores) {
    this.file = file;
    this.stores = Collections.unmodifiableMap(new LinkedHashMap<>(stores));
  }

  /// The smallest size of it.
  public static Seed read(Path file) {
    return read(file, SeedSize.TEST);
  }

  public static Seed read(Path file, SeedSize size) {
    var mapper = YAMLMapper.builder().enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS).build();
    try {
      var stores = mapper.readValue(file.toFile(), new TypeReference<Map<String, StoreSeed>>() {});
      stores.replaceAll((_, store) -> store.of(size));
      return new Seed(file, stores);
    } catch (IOException failure) {
      throw new StartFailure("cannot read the seed " + file + ": " + failure.getMessage(), failure);
    }
  }

  /// The names of the stores, in the order of the file.
  public List<String> stores() {
    return List.copyOf(stores.keySet());
  }

  /// What kind of store is loaded.
  public StoreKind kind(String name) {
    return store(name).kind();
  }

  StoreSeed store(String name) {
    var store = stores.get(name);
    if (store == null) {
      throw new StartFailure("the seed has no store " + name + ", only " + stores.keySet());
    }
    return store;
  }

  /// A path of the seed file, which is relative to it.
  Path resolve(String path) {
    return file.resolveSibling(path).normalize();
  }

  String text(String file) {
    try {
      return Files.readString(resolve(file));
    } catch (IOException failure) {
      throw new StartFailure("cannot read " + resolve(file), failure);
    }
  }

  /// Changes with all that a store is loaded from; a store that holds it need not be loaded again.
  String fingerprint(String name) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      var store = store(name);
      digest.update(store.toString().getBytes(StandardCharsets.UTF_8));
      for (var file : files(store)) {
        digest.update(Files.readAllBytes(resolve(file)));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    } catch (IOException failure) {
      throw new StartFailure(
          "cannot read the data of " + name + ": " + failure.getMessage(), failure);
    }
  }

  private static SortedSet<String> files(StoreSeed store) {
    var files = new TreeSet<String>();
    if (store.define() != null) {
      files.add(store.define());
    }
    for (var load : store.load()) {
      files.add(load.file());
      for (var column : load.columns().values()) {
        if (column.lookup() != null) {
          files.add(column.lookup().file());
        }
      }
    }
    return files;
  }
}
