package dev.polyphony.resolvers.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.loaders.Statement;
import dev.polyphony.resolvers.Engine;
import dev.polyphony.resolvers.EngineLimits;
import dev.polyphony.resolvers.GraphqlRequest;
import dev.polyphony.resolvers.Prepared;
import dev.polyphony.resolvers.errors.ErrorCode;
import dev.polyphony.resolvers.errors.FieldError;
import dev.polyphony.schema.catalog.Capabilities;
import dev.polyphony.schema.catalog.IndexedPaths;
import dev.polyphony.schema.catalog.Limits;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.StoreDeclaration;
import dev.polyphony.schema.catalog.StoreRules;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.problems.Location;
import dev.polyphony.schema.problems.Problems;
import dev.polyphony.schema.sdl.SchemaReader;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExplanationTest {
  private static final String SCHEMA =
      """
      type Airport @entity(store: "office", from: "airport", key: "code")
                   @entity(store: "routes", from: "vertex", key: "code") {
        code: ID!
        name: String
        degree: Int @column(in: "routes")
        pull: Int @column(in: "routes")
        countryCodes: [ID!] @inaccessible
        countries: [Country!] @join(on: {local: "countryCodes"})
        capital: Country @join(on: {local: "code"})
        capitalName: String @join(path: "capital.name")
        destinations: [Route!] @relationship(label: "route", direction: OUT, in: "routes.vertex")
      }
      type Route { distance: Int @column(name: "dist")  airport: Airport @column(name: "$target") }
      type Country @entity(store: "office", from: "country", key: "code") {
        code: ID!
        name: String
        position: Position
      }
      type Position { lat: Float }
      type Query {
        airport(code: ID!): Airport @lookup
        airports(name: String, from: String @filter(field: "name", op: GTE)): AirportConnection
          @list(scan: true)
        countriesByCode(codes: [ID!]!): [Country] @lookupMany(field: "code")
      }
      """;

  private final Engine engine = engine();

  private static Engine engine() {
    Map<String, StoreDeclaration> stores = new LinkedHashMap<>();
    for (String name : List.of("office", "routes")) {
      stores.put(
          name,
          new StoreDeclaration(
              name, new Everything(), ValueType.TEXT, false, Location.of("stores.yaml")));
    }
    SchemaReader.Outcome outcome =
        SchemaReader.read(
            List.of(new SchemaReader.Sdl("schema.graphql", SCHEMA)),
            stores,
            Limits.DEFAULT,
            new Problems());
    return new Engine(
        Objects.requireNonNull(outcome.catalog(), () -> outcome.problems().toString()),
        Map.of(),
        EngineLimits.DEFAULT);
  }

  private Prepared.Ready plan(String document) {
    return switch (engine.outline(GraphqlRequest.of(document))) {
      case Prepared.Ready ready -> ready;
      case Prepared.Refused refused -> throw new AssertionError(refused.errors());
    };
  }

  private String text(String document) {
    return ExplanationText.of(engine.explain(plan(document)));
  }

  @Test
  void edgesAndFurtherMappingsStandBelowTheRowsThatTheyBelongTo() {
    assertThat(
            text(
                "{ airport(code: \"SEA\") { degree pull"
                    + " destinations(first: 3) { distance airport { name } } } }"))
        .isEqualTo(
            """
            airport: by key, airport in office (everything)
            │   from   mapping 1 of 2: the primary one finds rows by code
            │   key    code = {$args.code}
            │   reads  code
            ├─ airport.degree, airport.pull: by key, vertex in routes (everything)
            │      from   mapping 2 of 2: it holds degree, pull, which the first does not
            │      key    code = {$this.code}
            │      reads  degree, pull
            └─ airport.destinations: edges, route OUT in routes (everything)
               │   key    code = {$this.code}
               │   reads  distance, airport.code
               │   order  airport.code ASC, $id ASC
               │   page   first {$args.first}
               └─ airport.destinations.airport: by key, airport in office (everything)
                      from   mapping 1 of 2: the primary one finds rows by code
                      key    code = {$this.airport.code}
                      reads  name
            """);
  }

  @Test
  void fieldsThatShareAFetchAreOneStepWithSeveralPaths() {
    assertThat(
            text(
                """
                {
                  here: airport(code: "SEA") { capitalName capital { code name } }
                  there: airport(code: "OSL") { other: capitalName }
                }
                """))
        .isEqualTo(
            """
            here, there: by key, airport in office (everything)
            │   from   mapping 1 of 2: the primary one finds rows by code
            │   key    code = {$args.code}
            │   reads  code
            └─ here.capitalName, here.capital, there.other: by key, country in office (everything)
                   key    code = {$this.code}
                   reads  name, code
            """);
  }

  @Test
  void listsSayHowTheyFilterAndPage() {
    assertThat(
            text(
                """
                query Some($codes: [ID!]!, $name: String, $after: String) {
                  airports(name: $name, after: $after) { nodes { countries { position { lat } } } }
                  page: airports(from: "A", last: 2) { edges { cursor } }
                  countriesByCode(codes: $codes) { name }
                  __typename
                }
                """))
        .isEqualTo(
            """
            airports: list, airport in office (everything)
            │   from   mapping 1 of 2: the primary one lists what is asked for
            │   reads  countryCodes
            │   filter name = {$args.name}
            │   order  code ASC
            │   page   first 50, after {$args.after}
            └─ airports.nodes.countries: by key, country in office (everything)
                   key    code = {$this.countryCodes}
                   reads  position.lat
                   page   all, at most 1000
            page: list, airport in office (everything)
                from   mapping 1 of 2: the primary one lists what is asked for
                reads  code
                filter name >= {$args.from}
                order  code ASC
                page   last {$args.last}
            countriesByCode: by key, country in office (everything)
                key    code in {$args.codes}
                reads  name
            """);
  }

  @Test
  void anAnswerWithoutFetchesHasNoSteps() {
    assertThat(text("{ __typename }")).isEmpty();
  }

  @Test
  void saysWhatTheRecorderHeard() {
    Prepared.Ready ready = plan("{ airport(code: \"SEA\") { name degree } }");
    PlanRecorder recorder = new PlanRecorder();
    recorder.asked(0, 1);
    recorder.sent(0, new Statement("first ?", 1, 1, "keys"));
    recorder.sent(0, new Statement("then ?", 3, 12, "partitions"));
    recorder.answered(0, 1);
    FieldError late = new FieldError(ErrorCode.TIMED_OUT, "too late", "routes");
    recorder.failed(1, late);
    recorder.failed(1, late);

    Explanation explanation = engine.explain(ready, recorder);

    assertThat(explanation.size()).isEqualTo(2);
    assertThat(ExplanationText.of(explanation).replaceAll("[0-9.]+ ms", "N ms"))
        .isEqualTo(
            """
            airport: by key, airport in office (everything)
            │   from   mapping 1 of 2: the primary one finds rows by code
            │   key    code = {$args.code}
            │   reads  name, code
            │   sent   first ?  × 1 keys
            │   sent   then ?  × 12 partitions, 3 at once
            │   did    1 in, 1 out, N ms after N ms
            └─ airport.degree: by key, vertex in routes (everything)
                   from   mapping 2 of 2: it holds degree, which the first does not
                   key    code = {$this.code}
                   reads  degree
                   failed TIMED_OUT: too late (× 2)
            """);
    assertThat(ExplanationJson.of(explanation).get("durationMicros")).isNotNull();
  }

  /// A kind that does whatever is declared.
  private static final class Everything implements StoreRules {
    @Override
    public String kind() {
      return "everything";
    }

    @Override
    public Set<ValueType> types() {
      return EnumSet.allOf(ValueType.class);
    }

    @Override
    public boolean snakeCase() {
      return false;
    }

    @Override
    public Set<Feature> features() {
      return EnumSet.of(Feature.EDGES);
    }

    @Override
    public Capabilities bind(Mapping mapping, Problems problems) {
      return new Capabilities(IndexedPaths.of(mapping), true, true);
    }
  }
}
