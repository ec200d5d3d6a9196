package dev.polyphony.loaders.mongodb;

import dev.polyphony.loaders.contract.Fixture;
import dev.polyphony.loaders.contract.NativeContractTest;
import dev.polyphony.schema.catalog.Mapping;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.polyphony.loaders.mongodb.MongoServer#all")
final class MongoNativeTest extends NativeContractTest {
  @Parameter
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  MongoServer server;

  @Override
  protected Fixture fixture() {
    return new MongoFixture(server);
  }

  private static String stages(Mapping posts, String... stages) {
    return "[\"%s\", [%s]]".formatted(posts.from(), String.join(", ", stages));
  }

  @Override
  protected String ofAuthor(Mapping posts) {
    return stages(posts, "{\"$match\": {\"author\": {$args.author}}}", "{\"$sort\": {\"id\": 1}}");
  }

  @Override
  protected String ofAuthors(Mapping posts) {
    return stages(
        posts,
        "{\"$match\": {\"author\": {\"$in\": {$batch.author}}}}",
        "{\"$sort\": {\"author\": 1, \"id\": 1}}");
  }

  @Override
  protected String ofEach(Mapping posts) {
    return stages(
        posts,
        "{\"$match\": {\"$expr\": {\"$eq\": [\"$author\", {$this.author}]}}}",
        "{\"$sort\": {\"id\": 1}}");
  }

  @Override
  protected List<String> refused(Mapping posts) {
    return Stream.of(
            "{\"$out\": \"other\"}",
            "{\"$merge\": {\"into\": \"other\"}}",
            "{\"$match\": {\"$where\": \"true\"}}",
            "{\"$project\": {\"id\": {\"$function\": {\"body\": \"\", \"args\": [], \"lang\": \"js\"}}}}",
            "{\"$facet\": {\"a\": [{\"$out\": \"other\"}]}}",
            "{\"$lookup\": {\"from\": \"other\", \"pipeline\": [{\"$out\": \"x\"}], \"as\": \"b\"}}",
            "{\"$match\": {\"author\": \"{$args.author}\"}}",
            "{\"$match\": {\"author\": '{$args.author}'}}",
            "{$args.author}",
            "{\"$collStats\": {}}",
            "{\"$match\": ")
        .map(stage -> stages(posts, stage))
        .toList();
  }
}
