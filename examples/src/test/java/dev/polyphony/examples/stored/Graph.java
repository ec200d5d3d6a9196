package dev.polyphony.examples.stored;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/// The example's vertices and edges in JanusGraph, from the files that it is loaded from: the codes
/// come first in each, and no code holds a comma.
final class Graph {
  private static final Map<String, String> ISO = Map.of("UK", "GB", "KS", "XK");

  private Graph() {}

  static Map<String, List<Map<String, ?>>> rows(Path data, int copies) {
    Map<String, List<Map<String, ?>>> rows = new HashMap<>();
    Map<String, Map<String, ?>> vertices = new HashMap<>();
    for (String kind : List.of("continent", "country", "airport")) {
      String plural = kind.equals("country") ? "countries" : kind + "s";
      List<Map<String, ?>> loaded = new ArrayList<>();
      for (String[] cells : cells(data, plural)) {
        String code = code(kind, cells[0]);
        Map<String, ?> vertex =
            Map.of("$label", kind, "code", code, "name", cells[kind.equals("airport") ? 2 : 1]);
        vertices.put(kind + " " + code, vertex);
        Copies.add(loaded, vertex, "code", copies);
      }
      rows.put(kind, loaded);
    }
    List<Map<String, ?>> routes = new ArrayList<>();
    for (String[] cells : cells(data, "routes")) {
      Map<String, ?> edge =
          Map.of(
              "$id", "r" + routes.size(),
              "$out", vertex(vertices, "airport", cells[0]),
              "$in", vertex(vertices, "airport", cells[1]),
              "dist", Integer.valueOf(cells[2]));
      Copies.add(routes, edge, "$id", copies);
    }
    rows.put("route", routes);
    List<Map<String, ?>> contains = new ArrayList<>();
    for (String[] cells : cells(data, "contains")) {
      Map<String, ?> edge =
          Map.of(
              "$id", "c" + contains.size(),
              "$out", vertex(vertices, cells[0], code(cells[0], cells[1])),
              "$in", vertex(vertices, "airport", cells[2]));
      Copies.add(contains, edge, "$id", copies);
    }
    rows.put("contains", contains);
    return rows;
  }

  private static String code(String kind, String code) {
    return kind.equals("country") ? ISO.getOrDefault(code, code) : code;
  }

  private static Map<String, ?> vertex(
      Map<String, Map<String, ?>> vertices, String kind, String code) {
    Map<String, ?> vertex = vertices.get(kind + " " + code);
    if (vertex == null) {
      throw new AssertionError("no " + kind + " " + code);
    }
    return vertex;
  }

  private static List<String[]> cells(Path data, String file) {
    Path path = data.resolve("air-routes-" + file + ".csv.gz");
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(path)), StandardCharsets.UTF_8))) {
      return lines.lines().skip(1).map(line -> line.split(",", -1)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
