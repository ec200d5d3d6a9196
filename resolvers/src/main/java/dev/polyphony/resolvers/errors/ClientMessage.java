package dev.polyphony.resolvers.errors;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Makes graphql-java's messages fit for clients: they name classes of Java and repeat values of
/// any length.
public final class ClientMessage {
  private static final int LONGEST = 400;
  private static final Pattern LITERAL =
      Pattern.compile("(?:String|Int|Float|Boolean)Value\\{value='?([^'}]*)'?}");
  private static final Pattern ENUM = Pattern.compile("EnumValue\\{name='([^']*)'}");
  private static final Pattern MAP =
      Pattern.compile("(?:an? )?'(?:java\\.util\\.)?(?:LinkedHashMap|HashMap|UnmodifiableMap)'");
  private static final Pattern LIST =
      Pattern.compile(
          "(?:an? )?'(?:java\\.util\\.)?(?:ArrayList|List12|ListN|UnmodifiableRandomAccessList)'");
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?:an? )?'(?:java\\.(?:lang|math)\\.)?(?:Integer|Long|Double|BigInteger|BigDecimal)'");

  private ClientMessage() {}

  public static String of(@Nullable String message, String otherwise) {
    if (message == null) {
      return otherwise;
    }
    String cut = message.length() <= LONGEST ? message : message.substring(0, LONGEST) + "…";
    String literals = LITERAL.matcher(cut).replaceAll("$1");
    String enums = ENUM.matcher(literals).replaceAll("$1");
    String maps = MAP.matcher(enums).replaceAll("an object");
    String lists = LIST.matcher(maps).replaceAll("a list");
    return NUMBER.matcher(lists).replaceAll("a number");
  }
}
