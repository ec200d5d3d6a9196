package dev.polyphony.schema.expression;

import org.jspecify.annotations.Nullable;

/// What an expression may call, under CEL's names.
enum Function {
  AND("_&&_"),
  OR("_||_"),
  NOT("!_"),
  EQ("_==_"),
  NE("_!=_"),
  LT("_<_"),
  LTE("_<=_"),
  GT("_>_"),
  GTE("_>=_"),
  IN("@in"),
  /// `x == null`, and the opposite of `has(x)`.
  IS_NULL(""),
  ADD("_+_"),
  SUBTRACT("_-_"),
  MULTIPLY("_*_"),
  DIVIDE("_/_"),
  REMAINDER("_%_"),
  NEGATE("-_"),
  CONDITIONAL("_?_:_"),
  HAS("has"),
  SIZE("size"),
  STARTS_WITH("startsWith"),
  ENDS_WITH("endsWith"),
  CONTAINS("contains"),
  LOWER("lowerAscii"),
  UPPER("upperAscii"),
  STRING("string"),
  DOUBLE("double");

  private final String cel;

  Function(String cel) {
    this.cel = cel;
  }

  static @Nullable Function of(String cel) {
    for (Function one : values()) {
      if (one.cel.equals(cel) && !cel.isEmpty()) {
        return one;
      }
    }
    return null;
  }

  /// As one writes it: `+`, `startsWith`.
  String written() {
    return cel.replace("_", "").replace("@", "");
  }
}
