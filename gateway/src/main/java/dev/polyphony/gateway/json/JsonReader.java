package dev.polyphony.gateway.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads one JSON object into maps, lists, texts, Booleans, nulls and exact numbers: `Integer`,
/// `Long` or `BigInteger`, and `BigDecimal` where there is a point or an exponent. Depth is
/// bounded, names are unique, and nothing may follow.
public final class JsonReader {
  private static final int DEPTH = 64;

  /// An exponent beyond it makes a number of a few characters into one that fills the memory.
  private static final int SCALE = 10_000;

  private final JsonFactory factory =
      new JsonFactoryBuilder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(10_000)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .configure(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES, false)
          .build();

  /// @param what the input is called in messages
  public Map<String, @Nullable Object> object(byte[] json, String what) throws BadJson {
    try (JsonParser parser = factory.createParser(json)) {
      JsonToken first = parser.nextToken();
      if (first == JsonToken.START_ARRAY) {
        throw new BadJson(
            "The " + what + " is a list; batches are not served, send one request after another");
      }
      if (first != JsonToken.START_OBJECT) {
        throw new BadJson("The " + what + " is no JSON object");
      }
      Map<String, @Nullable Object> object = members(parser);
      if (parser.nextToken() != null) {
        throw new BadJson("Something follows the JSON object of the " + what);
      }
      return object;
    } catch (StreamReadException e) {
      throw new BadJson(
          "The %s is no valid JSON at line %d, column %d"
              .formatted(what, e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
    } catch (StreamConstraintsException _) {
      throw new BadJson(
          "The " + what + " nests deeper than " + DEPTH + ", or holds a name or number too long");
    } catch (IOException _) {
      throw new BadJson("The " + what + " is no valid JSON in UTF-8");
    }
  }

  private static Map<String, @Nullable Object> members(JsonParser parser)
      throws IOException, BadJson {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      members.put(name, value(parser, parser.nextToken()));
    }
    return members;
  }

  private static List<@Nullable Object> elements(JsonParser parser) throws IOException, BadJson {
    List<@Nullable Object> elements = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      elements.add(value(parser, token));
    }
    return elements;
  }

  private static @Nullable Object value(JsonParser parser, JsonToken token)
      throws IOException, BadJson {
    return switch (token) {
      case START_OBJECT -> members(parser);
      case START_ARRAY -> elements(parser);
      case VALUE_STRING -> parser.getText();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case VALUE_NUMBER_INT -> parser.getNumberValue();
      case VALUE_NUMBER_FLOAT -> decimal(parser.getDecimalValue());
      case END_ARRAY, END_OBJECT, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw new IllegalStateException("the parser gives no " + token + " here");
    };
  }

  private static BigDecimal decimal(BigDecimal number) throws BadJson {
    if (Math.abs((long) number.scale()) > SCALE) {
      throw new BadJson("A number has an exponent beyond " + SCALE);
    }
    return number;
  }
}
