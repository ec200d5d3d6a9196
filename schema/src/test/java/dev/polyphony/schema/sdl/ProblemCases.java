package dev.polyphony.schema.sdl;

import dev.polyphony.schema.sdl.ProblemsTest.Case;
import java.util.List;

/// One or more cases for each kind of problem.
final class ProblemCases {
  private static final String OUT = "@relationship(label: \"l\", direction: OUT)";
  private static final String EDGES = "e: [V!] " + OUT;

  static final List<Case> ERRORS =
      List.of(
          error(
              "INVALID_NATIVE",
              1,
              "{$$",
              "extend type Airport { r: [Row!] @native(store: \"texts\", text: \"{$day}\") } type Row { code: ID n: Int }"),
          error(
              "INVALID_NATIVE",
              1,
              "{$batch.x}",
              "extend type Airport { r: [Row!] @native(store: \"texts\", text: \"all\") } type Row { code: ID n: Int }"),
          error(
              "INVALID_NATIVE",
              1,
              "on: {local: \"code\"",
              "extend type Airport { r: [Row!] @native(store: \"texts\", text: \"of {$batch.code}\") } type Row { code: ID n: Int }"),
          error(
              "INVALID_NATIVE",
              1,
              "Leave out `on`",
              "extend type Airport { r: [Row!] @native(store: \"texts\", text: \"of {$this.code}\", on: {local: \"code\"}) } type Row { code: ID n: Int }"),
          error(
              "INVALID_NATIVE",
              1,
              "@inaccessible",
              "extend type Airport { r: [Row!] @native(store: \"texts\", text: \"of {$this.name}\") } type Row { code: ID n: Int }"),
          error(
              "INVALID_NATIVE",
              1,
              "@inaccessible",
              "extend type Airport { r: [Row!] @native(store: \"texts\", text: \"of {$batch.code}\", on: {local: \"code\", remote: \"n\"}) } type Row { code: ID n: Int }"),
          error(
              "INVALID_NATIVE",
              1,
              "Leave out `on`",
              "extend type Query { r: [Row!] @native(store: \"texts\", text: \"of {$batch.code}\") } type Row { code: ID n: Int }"),
          error(
              "INVALID_NATIVE",
              1,
              "argument `day`",
              "extend type Query { r: [Row!] @native(store: \"texts\", text: \"{$args.day}\") } type Row { code: ID n: Int }"),
          error(
              "INVALID_NATIVE",
              1,
              "{$args.day}",
              "extend type Query { r(day: Date): [Row!] @native(store: \"texts\", text: \"all\") } type Row { code: ID n: Int }"),
          error(
              "INVALID_NATIVE",
              1,
              "with @join",
              "extend type Query { r: [Airport!] @native(store: \"texts\", text: \"all\") } "),
          error(
              "INVALID_NATIVE",
              1,
              "list of objects",
              "extend type Query { r: [Int!] @native(store: \"texts\", text: \"all\") } "),
          error(
              "INVALID_NATIVE",
              1,
              "@list",
              "extend type Query { n: Int @native(store: \"rows\", text: \"x\") }"),
          error(
              "UNKNOWN_STORE",
              1,
              "stores:",
              "extend type Query { n: Int @native(store: \"none\", text: \"x\") }"),
          error(
              "CONFLICTING_DIRECTIVES",
              1,
              "Remove",
              "extend type Query { n: Airport @list @native(store: \"texts\", text: \"x\") }"),
          error(
              "WRONG_SCOPES",
              1,
              "alternatives",
              "extend type Leg { n: Int @requiresScopes(scopes: []) }"),
          error(
              "WRONG_SCOPES",
              1,
              "alternatives",
              "extend type Leg @requiresScopes(scopes: [[\"a\"], []]) { n: Int }"),
          error(
              "WRONG_SCOPES",
              1,
              "alternatives",
              "extend type Leg { n: Int @requiresScopes(scopes: [[\"read write\"]]) }"),
          error(
              "MISPLACED_DIRECTIVE",
              1,
              "OBJECT",
              "extend type Query { airports(city: String @authenticated): [Airport!] @list }"),
          error(
              "AMBIGUOUS_GRAPH",
              1,
              "in:",
              vertex("@entity(store: \"graph\", from: \"w\", key: \"id\")", EDGES)),
          error(
              "RELATIONSHIP_WITHOUT_GRAPH",
              1,
              "vertex label",
              "extend type Leg { e: [Leg!] " + OUT + " }"),
          error(
              "EDGE_WITHOUT_TARGET",
              1,
              "$target",
              vertex("", "e: [E!] " + OUT) + " type E { n: Int }"),
          error(
              "EDGE_WITHOUT_TARGET",
              2,
              "type of the entity",
              vertex("", "e: [E!] " + OUT) + " type E {\n n: Int @column(name: \"$target\") }"),
          error(
              "OBJECT_IN_EDGE",
              2,
              "as JSON",
              vertex("", "e: [E!] " + OUT)
                  + " type E { t: V @column(name: \"$target\")\n o: O } type O { n: Int }"),
          error("RELATIONSHIP_OF_ONE", 1, "[V!]", vertex("", "e: V " + OUT)),
          error(
              "TARGET_IN_OTHER_STORE",
              1,
              "Map it there too",
              vertex("", "e: [E!] " + OUT) + " type E { c: Country @column(name: \"$target\") }"),
          error(
              "RELATIONSHIP_TO_FURTHER_MAPPING",
              1,
              "$target",
              "extend type Leg @entity(store: \"graph\", from: \"leg\", key: [\"carrier\", \"number\"])"
                  + " { e: [Leg!] "
                  + OUT
                  + " }"),
          error(
              "REPEATED_MAPPING",
              1,
              "Keep one",
              vertex("@entity(store: \"graph\", from: \"v\", key: \"id\")", "")),
          error(
              "MAPPING_WITHOUT_KEY",
              1,
              "key",
              "type C @entity(store: \"rows\", from: \"c\", key: \"id\")"
                  + " @entity(store: \"graph\", from: \"c\", key: \"other\") { id: ID! other: ID! }"),
          error(
              "OBJECT_IN_FURTHER_MAPPING",
              1,
              "behind @join",
              "extend type Country @entity(store: \"documents\", from: \"c\", key: \"code\")"
                  + " { o: O @column(in: \"documents\") } type O { n: Int }"),
          error(
              "UNKNOWN_MAPPING",
              1,
              "rows.country",
              "extend type Country { n: Int @column(in: \"graph\") }"),
          error(
              "TYPE_OF_TWO_KINDS",
              2,
              "a type for each",
              vertex("", "e: [E!] " + OUT)
                  + "\ntype E { n: Int  t: V @column(name: \"$target\") }"
                  + " type W @entity(store: \"documents\", from: \"w\", key: \"id\") { id: ID! e: E }"),
          error(
              "NOT_OF_THIS_KIND",
              1,
              "Remove it",
              entity("store: \"rows\", from: \"x\", key: \"id\", as: SET")),
          error(
              "NOT_OF_THIS_KIND",
              1,
              "Remove it",
              entity("store: \"graph\", from: \"x\", key: \"id\", partition: \"id\"")),
          error(
              "NOT_OF_THIS_KIND",
              1,
              "as it is",
              entity("store: \"rows\", from: \"x:{$key.id}\", key: \"id\"")),
          error(
              "WRONG_PLACEHOLDER",
              1,
              "{$key",
              entity("store: \"keys\", from: \"x:{$args.id}\", key: \"id\"")),
          error(
              "WRONG_PLACEHOLDER",
              1,
              "id",
              entity("store: \"keys\", from: \"x:{$key.ib}\", key: \"id\"")),
          error(
              "WRONG_PARTITION",
              1,
              "first fields",
              "type P @entity(store: \"columns\", from: \"p\", key: [\"a\", \"b\"], partition: [\"b\"]) { a: ID! b: ID! }"),
          error("SYNTAX", 2, "syntax", "type A {\n  b: }"),
          error("UNKNOWN_SCALAR", 1, "BigDecimal", "scalar Money"),
          error("NO_MEMBERS", 1, "implements Place", "interface Place { code: ID! }"),
          error(
              "UNKNOWN_MEMBER",
              1,
              "Did you mean `Airport`",
              "union U = Airprt | Country extend type Query { us: [U!] @list }"),
          error("UNKNOWN_INTERFACE", 1, "Did you mean `Place`", place("Plaec", "code: ID!")),
          error("MISSING_FIELD", 1, "Write `name: String`", place("Place", "code: ID!")),
          error(
              "MISSING_FIELD",
              1,
              "mark it @inaccessible",
              place("Place", "code: ID! name: String @inaccessible")),
          error(
              "MISPLACED_DIRECTIVE",
              2,
              "each type that implements Place",
              "extend type Airport implements Place\ninterface Place { city: String @column(name: \"c\") }"),
          error(
              "MEMBER_NO_ENTITY",
              1,
              "Bind Doc by @entity",
              "union U = Airport | Doc extend type Query { us: [U!] @list } type Doc { a: Int }"),
          error(
              "NO_COMMON_ORDER",
              1,
              "keys of the same fields",
              "union U = Airport | Leg extend type Query { us: [U!] @list }"),
          error(
              "NO_COMMON_ORDER",
              1,
              "keys of the same fields",
              "union U = A | B type A @entity(store: \"rows\", from: \"a\", key: \"id\", order: [\"n ASC\"]) @index(fields: [\"c\", \"n\"]) { id: ID! n: Int! c: ID! }"
                  + " type B @entity(store: \"rows\", from: \"b\", key: \"id\", order: [\"n ASC\"]) @index(fields: [\"c\", \"n\"]) { id: ID! n: ID! c: ID! }"
                  + " extend type Airport { u: U @join(on: {local: \"code\", remote: \"c\"}) }"),
          error(
              "ABSTRACT_NOT_SERVED",
              1,
              "a field of its own",
              vertex("", "e: [U!] " + OUT) + " union U = V | Airport"),
          error(
              "ABSTRACT_NOT_EMBEDDED",
              1,
              "a field for each type",
              "extend type Guide { part: Part } union Part = A | B type A { a: Int } type B { b: Int }"),
          error("UNSUPPORTED_DEFINITION", 1, "object types", "directive @mine on OBJECT"),
          error("UNSUPPORTED_DEFINITION", 1, "object types", "extend schema { mutation: Leg }"),
          error("UNKNOWN_LANGUAGE", 1, "sdl/v1", "extend schema @link(url: \"https://x.org/v2\")"),
          error(
              "UNKNOWN_DIRECTIVE",
              1,
              "Did you mean `entity`",
              "extend schema @link(url: \"https://polyphony.dev/sdl/v1\", import: [\"@key\", \"@entty\"])"),
          error("UNKNOWN_DIRECTIVE", 1, "polyphony directives", "extend schema @composeDirective"),
          error("MISPLACED_DIRECTIVE", 1, "", "extend schema @authenticated"),
          error("UNSUPPORTED_DEFINITION", 1, "object types", "extend enum Size { HUGE }"),
          error("DUPLICATE_TYPE", 1, "extend type Leg", "type Leg { a: Int }"),
          error("DUPLICATE_FIELD", 2, "rename", "extend type Leg {\n carrier: ID }"),
          error("UNKNOWN_TYPE", 1, "Did you mean `Airport`", "extend type Airprt { a: Int }"),
          error("UNKNOWN_TYPE", 1, "Did you mean `String`", "extend type Leg { a: Strng }"),
          error(
              "UNKNOWN_STORE",
              1,
              "Did you mean `rows`",
              entity("store: \"row\", from: \"x\", key: \"id\"")),
          error(
              "EMPTY_NAME",
              1,
              "Name the source",
              entity("store: \"rows\", from: \"\", key: \"id\"")),
          error("EMPTY_NAME", 1, "a.b", "extend type Leg { a: Int @column(name: \"x..y\") }"),
          error("EMPTY_KEY", 1, "key: \"id\"", entity("store: \"rows\", from: \"x\", key: []")),
          error(
              "UNKNOWN_FIELD",
              1,
              "Did you mean `id`",
              entity("store: \"rows\", from: \"x\", key: \"idd\"")),
          error(
              "UNKNOWN_FIELD",
              1,
              "Did you mean `carrier`",
              "extend type Leg @index(fields: [\"carier\"])"),
          error(
              "UNKNOWN_FIELD",
              1,
              "Did you mean `number`",
              "extend type Leg @key(fields: \"carrier nmber\")"),
          error(
              "FIELD_WITHOUT_ORDER",
              1,
              "inside it",
              "extend type Leg @index(fields: [\"o\"]) { o: JSON }"),
          error(
              "FIELD_WITHOUT_ORDER",
              1,
              "single value",
              entity("store: \"rows\", from: \"x\", key: \"id\", order: \"tags\"")),
          error(
              "KEY_NOT_PLAIN", 1, "with `!`", entity("store: \"rows\", from: \"x\", key: \"day\"")),
          error(
              "KEY_NOT_PLAIN",
              1,
              "single value",
              entity("store: \"rows\", from: \"x\", key: \"tags\"")),
          error(
              "REPEATED_FIELD",
              1,
              "once",
              entity("store: \"rows\", from: \"x\", key: [\"id\", \"id\"]")),
          error(
              "REPEATED_FIELD",
              1,
              "once",
              entity("store: \"rows\", from: \"x\", key: \"id\", order: [\"day\", \"day DESC\"]")),
          error(
              "WRONG_ORDER",
              1,
              "date DESC",
              entity("store: \"rows\", from: \"x\", key: \"id\", order: \"day down\"")),
          error("NESTED_LIST", 1, "JSON", "extend type Leg { a: [[Int]] }"),
          error("NESTED_LIST", 1, "XConnection", "extend type Query { a: [[Leg]] @list }"),
          error("ARGUMENT_ON_COLUMN", 1, "@join", "extend type Leg { a(b: Int): Int }"),
          error("MISSING_JOIN", 1, "@join", "extend type Leg { a: Airport }"),
          error(
              "RECURSIVE_DOCUMENT",
              2,
              "JSON",
              "type Doc { a: Int\n d: Doc }\nextend type Leg { d: Doc }"),
          error(
              "NOTHING_EMBEDDED",
              2,
              "@entity",
              "type Doc { c: Country @join(on: {local: \"x\"}) }\nextend type Leg { d: Doc }"),
          error("WRONG_STORED_TYPE", 1, "LONG", "extend type Leg { a: Int @column(type: UUID) }"),
          error(
              "TYPE_NOT_HELD",
              1,
              "DECIMAL",
              "extend type Guide { a: BigInt @column(type: BIG_INTEGER) }"),
          error(
              "DUPLICATE_ENUM_NAME",
              1,
              "of its own",
              "enum E { A B @column(name: \"A\") }\nextend type Leg { e: E }"),
          error(
              "UNKNOWN_DIRECTIVE",
              1,
              "Did you mean `inaccessible`",
              "extend type Leg { a: Int @inacessible }"),
          error(
              "REPEATED_DIRECTIVE",
              1,
              "one of them",
              "extend type Leg { a: Int @column(name: \"b\") @column(name: \"c\") }"),
          error(
              "REPEATED_DIRECTIVE",
              1,
              "one of them",
              "extend type Leg { a: Int @inaccessible @inaccessible }"),
          error(
              "MISPLACED_DIRECTIVE",
              1,
              "OBJECT",
              "extend type Leg { a: Int @index(fields: [\"a\"]) }"),
          error("MISPLACED_DIRECTIVE", 1, "Query", "extend type Leg { a: Airport @lookup }"),
          error(
              "UNKNOWN_DIRECTIVE_ARGUMENT",
              1,
              "Did you mean `name`",
              "extend type Leg { a: Int @column(nam: \"b\") }"),
          error(
              "WRONG_DIRECTIVE_ARGUMENT",
              1,
              "[String!]",
              "extend type Leg { a: Int @column(name: 1) }"),
          error(
              "WRONG_DIRECTIVE_ARGUMENT",
              1,
              "StoredType",
              "extend type Leg { a: Int @column(type: NUMBER) }"),
          error("MISSING_DIRECTIVE_ARGUMENT", 1, "from:", entity("store: \"rows\", key: \"id\"")),
          error("UNSUPPORTED_INPUT", 1, "Leave it out", "input I { a: Int }"),
          error("UNSUPPORTED_OPERATION", 1, "Leave it out", "type Mutation { a: Int }"),
          error("NAME_TAKEN", 1, "Rename", "type Date { a: Int }\nextend type Leg { a: Date }"),
          error(
              "NAME_TAKEN",
              1,
              "Relay",
              "type LegConnection { a: Int }\nextend type Leg { l: LegConnection }"),
          error(
              "NAME_TAKEN",
              1,
              "Rename",
              "enum AirportOrderBy { A }\nextend type Leg { o: AirportOrderBy }\n"
                  + "extend type Query { a: [Airport] @list(scan: true) }"),
          error(
              "CANNOT_COUNT",
              1,
              "of their own",
              "type SC { edges: [SE] pageInfo: PageInfo! totalCount: Int }\n"
                  + "type SE { node: Strict cursor: String! }\n"
                  + strict("extend type Query { a: SC @list }")),
          error("NAME_TAKEN", 1, "Rename", "enum Long { A }\nextend type Leg { a: Long }"),
          error("EMPTY_TYPE", 1, "Give it one", "type Doc\nextend type Leg { a: Doc }"),
          error(
              "NOTHING_SERVED",
              1,
              "at least one",
              "type Doc { a: Int @inaccessible }\nextend type Leg { d: Doc }"),
          error("RESERVED_NAME", 1, "@column(name:)", "extend type Leg { __a: Int }"),
          error("DUPLICATE_NAME", 1, "rename", "enum E { A A }\nextend type Leg { e: E }"),
          error(
              "DUPLICATE_NAME",
              1,
              "rename",
              "extend type Query { l(carrier: ID, carrier: ID): [Leg] @list(scan: true) }"),
          error(
              "NO_ENTITY",
              1,
              "position.lat",
              "type Doc @index(fields: [\"a\"]) { a: Int }\nextend type Leg { d: Doc }"),
          error(
              "ROOT_AS_ENTITY",
              1,
              "Remove @entity",
              "extend type Query @entity(store: \"rows\", from: \"x\", key: \"id\") { id(code: ID!): Airport @lookup }"),
          error("ROOT_WITHOUT_BINDING", 1, "@lookup", "extend type Query { a: Airport }"),
          error(
              "ROOT_WITH_SEVERAL_BINDINGS",
              1,
              "one of",
              "extend type Query { a(code: ID!): Airport @lookup @list }"),
          error("ROOT_TO_NO_ENTITY", 1, "@entity", "extend type Query { a: Int @list }"),
          error("LIST_OF_ONE", 1, "LegConnection", "extend type Query { a: Leg @list }"),
          error(
              "LOOKUP_OF_LIST",
              1,
              "@lookupMany",
              "extend type Query { a(code: ID!): [Airport] @lookup }"),
          error(
              "LOOKUP_WITHOUT_KEY",
              1,
              "[carrier, number]",
              "extend type Query { a(carrier: ID!): Leg @lookup }"),
          error(
              "LOOKUP_WITHOUT_KEY",
              1,
              "LegKey",
              "extend type Query { a(carrier: [ID!]!): [Leg] @lookupMany }"),
          error(
              "UNKNOWN_KEY_ARGUMENT",
              1,
              "@is(field:",
              "extend type Query { a(cod: ID!): Airport @lookup }"),
          error(
              "NULLABLE_KEY_ARGUMENT",
              1,
              "code: ID!",
              "extend type Query { a(code: ID): Airport @lookup }"),
          error(
              "WRONG_ARGUMENT_TYPE",
              1,
              "Airport.code",
              "extend type Query { a(code: Int!): Airport @lookup }"),
          error(
              "WRONG_ARGUMENT_TYPE",
              1,
              "Airport.city",
              "extend type Query { a(city: Int): [Airport] @list }"),
          error(
              "WRONG_LOOKUP_MANY",
              1,
              "(keys: [ID!]!): [Airport]",
              "extend type Query { a(code: ID!): [Airport] @lookupMany }"),
          error(
              "WRONG_ARGUMENT_DIRECTIVE",
              1,
              "@is(field: \"code\")",
              "extend type Query { a(code: ID! @filter(field: \"code\")): Airport @lookup }"),
          error(
              "WRONG_ARGUMENT_DIRECTIVE",
              1,
              "@filter(field: \"city\")",
              "extend type Query { a(city: String @is(field: \"city\")): [Airport] @list }"),
          error(
              "CONFLICTING_DIRECTIVES",
              1,
              "@column is for",
              "extend type Query { a: [Leg] @list @column(name: \"x\") }"),
          error(
              "CONFLICTING_DIRECTIVES",
              1,
              "Remove @column",
              "extend type Airport { g: Guide @join @column(name: \"x\") }"),
          error(
              "CONFLICTING_DIRECTIVES",
              1,
              "Remove `scan`",
              "extend type Airport { g: String @join(path: \"guide.text\", scan: true) }"),
          error("NESTED_KEY_INPUT", 5, "@column(name:", nestedKey()),
          error(
              "RESERVED_ARGUMENT",
              1,
              "@filter(field:)",
              "extend type Query { a(first: Int): [Airport] @list }"),
          error(
              "UNKNOWN_FILTER",
              1,
              "primary mapping hold it too",
              "type D @entity(store: \"rows\", from: \"d\", key: \"n\") @entity(store: \"documents\", from: \"d\", key: \"n\")"
                  + " { n: Int! m: Int @column(in: \"documents\") } extend type Query { ds(m: Int): [D!] @list(scan: true) }"),
          error(
              "UNKNOWN_FILTER",
              1,
              "Did you mean `city`",
              "extend type Query { a(cty: String): [Airport] @list }"),
          error(
              "WRONG_FILTER",
              1,
              "goes with IN",
              "extend type Query { a(city: [String!] @filter(op: EQ)): [Airport] @list }"),
          error(
              "WRONG_FILTER",
              1,
              "EQ or IN",
              "extend type Query { a(l: String @filter(field: \"labels\", op: LT)): [Airport] @list }"),
          error(
              "CANNOT_SCAN",
              1,
              "Remove `scan: true`",
              strict("extend type Query { a: [Strict] @list(scan: true) }")),
          error(
              "NOT_SERVED",
              1,
              "@index(fields: [\"altitude\"])",
              "extend type Query { a(altitude: Int): [Airport] @list }"),
          error(
              "NOT_SERVED",
              1,
              "scan: true",
              "extend type Query { a(city: String, code: ID): AirportConnection @list }"),
          error(
              "JOIN_NOT_SERVED",
              1,
              "@index(fields: [\"owner\"])",
              strict("extend type Airport { s: [Strict!] @join(on: {remote: \"owner\"}) }")),
          error(
              "WRONG_PATH",
              1,
              "the last leads to the entity",
              "extend type Airport { cs: [Country!] @join(on: {local: \"countryCode\"})"
                  + " x: Airport @join(path: \"cs.a\") }\n"
                  + "extend type Country { a: Airport @join(on: {local: \"code\"}) }"),
          error(
              "WRONG_PATH",
              1,
              "the last leads to the entity",
              "extend type Airport { cs: [Country!] @join(on: {local: \"countryCode\"})"
                  + " x: [Country!] @join(path: \"cs.code\") }"),
          error(
              "WRONG_REPEAT",
              1,
              "from Airport to Airport again",
              "extend type Airport { x: [Country!] @join(path: \"country\", repeat: {max: 2}) }"),
          error(
              "WRONG_REPEAT",
              1,
              "with N from 1 to 32",
              "extend type Airport { o: Airport @join(on: {local: \"city\"})"
                  + " x: [Airport!] @join(path: \"o\", repeat: {max: 33}) }"),
          error(
              "WRONG_REPEAT",
              1,
              "Leave out `repeat`",
              "extend type Airport { x: String @join(path: \"country.name\", repeat: {max: 2}) }"),
          error(
              "WRONG_REPEAT",
              1,
              "Write `path:`",
              "extend type Airport { x: Country @join(on: {local: \"countryCode\"}, repeat: {max: 2}) }"),
          error(
              "WRONG_PATH",
              1,
              "the last leads to the entity",
              "extend type Airport { o: Airport @join(on: {local: \"city\"})"
                  + " x: Airport @join(path: \"o\", repeat: {max: 3}) }"),
          error(
              "WRONG_PATH",
              1,
              "the last leads to the entity",
              "extend type Airport { o: [Airport!] @join(on: {remote: \"countryCode\"}, scan: true)"
                  + " x: Airport @join(path: \"o\", repeat: {max: 3, keep: LAST}) }"),
          error(
              "WRONG_DIRECTIVE_ARGUMENT",
              1,
              "{max: Int!, keep: Keep}",
              "extend type Airport { o: Airport @join(on: {local: \"city\"})"
                  + " x: [Airport!] @join(path: \"o\", repeat: {keep: ALL}) }"),
          error("JOIN_TO_NO_ENTITY", 1, "@entity", "extend type Airport { s: Size @join }"),
          error("AMBIGUOUS_JOIN", 1, "on: {local:", "extend type Leg { a: Airport @join }"),
          error(
              "AMBIGUOUS_JOIN",
              1,
              "on: {local:",
              "extend type Airport { c: Country @join(on: {local: \"code\"}, using: \"code\") }"),
          error(
              "UNKNOWN_JOIN_FIELD",
              1,
              "Did you mean `countryCode`",
              "extend type Airport { c: Country @join(on: {local: \"contryCode\"}) }"),
          error(
              "JOIN_TYPES_DIFFER",
              1,
              "same scalar",
              "extend type Airport { c: Country @join(on: {local: \"altitude\"}) }"),
          error(
              "SEVERAL_LISTS",
              1,
              "Let one field",
              "extend type Airport { l: [Leg] @join(on: [{local: \"labels\", remote: \"carrier\"}, {local: \"labels\", remote: \"carrier\"}]) }"),
          error(
              "ARGUMENT_ON_SINGLE",
              1,
              "Remove them",
              "extend type Airport { c(name: String): Country @join(on: {local: \"countryCode\"}) }"),
          error(
              "SINGLE_OVER_LIST",
              1,
              "[Country!]",
              "extend type Airport { c: Country @join(on: {local: \"labels\"}) }"),
          error(
              "SINGLE_WITHOUT_ORDER",
              1,
              "order:",
              "extend type Airport { l: Leg @join(on: {remote: \"carrier\"}) }"),
          error(
              "WRONG_PATH",
              1,
              "the last leads to the entity",
              "extend type Airport { c: Country @join(path: \"country\") }"),
          error(
              "WRONG_PATH",
              1,
              "lead to one",
              "extend type Airport { c: String @join(path: \"countri.name\") }"),
          error(
              "WRONG_PATH",
              1,
              "lead to one",
              "extend type Airport { c: Int @join(path: \"country.name\") }"),
          error(
              "WRONG_PATH",
              1,
              "lead to one",
              "extend type Airport { c: String @join(path: \"country\") }"),
          error(
              "WRONG_PATH",
              2,
              "lead to one",
              "extend type Country { a: [Airport!] @join(on: {remote: \"countryCode\"}, scan: true)\n b: String @join(path: \"a.city\") }"),
          error(
              "WRONG_CONNECTION",
              2,
              "Remove it",
              "type LegConnection { edges: [LegEdge!]! pageInfo: PageInfo!\n total: Int }\nextend type Query { l: LegConnection @list }"),
          error(
              "WRONG_CONNECTION",
              1,
              "cursor: String",
              "type LegEdge { node: Leg! cursor: ID! }\nextend type Query { l: LegConnection @list }\ntype LegConnection { edges: [LegEdge!]! pageInfo: PageInfo! }"),
          error(
              "EMBEDDED_IN_SEVERAL_STORES",
              1,
              "for each store",
              "type Doc { c: ID country: Country @join(on: {local: \"c\"}) }\nextend type Leg { d: Doc }\nextend type Guide { d: Doc }"),
          error(
              "WRONG_DEFAULT",
              1,
              "String",
              "extend type Query { l(city: String = 1): [Airport] @list }"),
          error(
              "WRONG_DEFAULT",
              1,
              "[ID!]",
              "extend type Query { l(code: [ID!] = [A]): [Airport] @list }"));

  static final List<Case> WARNINGS =
      List.of(
          error(
              "NON_NULL_ACROSS_STORES", 1, "Leave out", "extend type Airport { g: Guide! @join }"),
          error(
              "NON_NULL_ACROSS_STORES",
              1,
              "Leave out",
              "extend type Airport { g: String! @join(path: \"guide.text\") }"),
          error(
              "NON_NULL_ELEMENTS",
              1,
              "[Airport]",
              "extend type Query { a(codes: [ID!]!): [Airport!] @lookupMany(field: \"code\") }"),
          error(
              "JOIN_NOT_SERVED",
              1,
              "@index(fields: [\"countryCode\"])",
              "extend type Country { a: [Airport!] @join(on: {remote: \"countryCode\"}) }"),
          error("UNUSED_TYPE", 1, "Refer to it", "type Doc { a: Int }"),
          error("UNUSED_TYPE", 1, "Refer to it", "enum E { A }"),
          error("UNUSED_TYPE", 1, "Refer to it", "union U = Airport | Country"));

  private ProblemCases() {}

  private static String vertex(String directives, String fields) {
    return "type V @entity(store: \"graph\", from: \"v\", key: \"id\") "
        + directives
        + " { id: ID! "
        + fields
        + " }";
  }

  private static Case error(String kind, int line, String remedy, String sdl) {
    return new Case(kind, line, remedy, sdl);
  }

  private static String place(String implemented, String fields) {
    return "type X implements "
        + implemented
        + " @entity(store: \"rows\", from: \"x\", key: \"code\") { "
        + fields
        + " } extend type Airport implements Place extend type Query { x(code: ID!): Place @lookup }"
        + " interface Place { code: ID! name: String } extend type Airport { name: String }";
  }

  private static String entity(String arguments) {
    return "type X @entity(" + arguments + ") { id: ID! day: Date tags: [String!]! }";
  }

  private static String strict(String more) {
    return more
        + "\ntype Strict @entity(store: \"strict\", from: \"x\", key: \"id\") { id: ID! owner: ID }";
  }

  private static String nestedKey() {
    return """
    type Place { x: Int! }
    type X @entity(store: "documents", from: "x", key: "place.x") {
      place: Place!
    }
    extend type Query { x(keys: [XKey!]!): [X] @lookupMany }
    """;
  }
}
