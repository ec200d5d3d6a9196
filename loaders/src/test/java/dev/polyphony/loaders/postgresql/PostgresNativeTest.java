package dev.polyphony.loaders.postgresql;

import dev.polyphony.loaders.contract.Fixture;
import dev.polyphony.loaders.contract.NativeContractTest;
import dev.polyphony.schema.catalog.Mapping;
import java.util.List;

final class PostgresNativeTest extends NativeContractTest {
  @Override
  protected Fixture fixture() {
    return new PostgresFixture();
  }

  @Override
  protected String ofAuthor(Mapping posts) {
    return "SELECT * FROM %s WHERE author = {$args.author} ORDER BY id -- all of them"
        .formatted(posts.from());
  }

  @Override
  protected String ofAuthors(Mapping posts) {
    return "SELECT author, id, rating FROM %s WHERE author = ANY({$batch.author}) ORDER BY author, id"
        .formatted(posts.from());
  }

  @Override
  protected String ofEach(Mapping posts) {
    return "SELECT author, id, rating FROM %s WHERE author = {$this.author} ORDER BY id"
        .formatted(posts.from());
  }

  @Override
  protected List<String> refused(Mapping posts) {
    return List.of(
        "DELETE FROM thing RETURNING author, id, rating",
        "WITH gone AS (DELETE FROM %s RETURNING *) SELECT * FROM gone".formatted(posts.from()),
        "SELECT * FROM %s FOR UPDATE".formatted(posts.from()),
        "SELECT author, id, rating FROM %s; DELETE FROM %s".formatted(posts.from(), posts.from()),
        "SELECT 1 AS id) AS t; DROP TABLE %s; --".formatted(posts.from()),
        "SELECT author, id, lo_create(0)::int8 AS rating FROM " + posts.from(),
        "SELECT * INTO other FROM " + posts.from(),
        "SELECT author, id, rating FROM %s WHERE author = '{$args.author}'".formatted(posts.from()),
        "SELECT author, id, rating FROM %s -- {$args.author}".formatted(posts.from()),
        "SELECT author, id, rating FROM %s WHERE author = $$ {$args.author} $$"
            .formatted(posts.from()),
        "SELEC author",
        "");
  }
}
