package dev.polyphony.loaders.cassandra;

import dev.polyphony.loaders.contract.Fixture;
import dev.polyphony.loaders.contract.NativeContractTest;
import dev.polyphony.schema.catalog.Mapping;
import java.util.List;

final class CassandraNativeTest extends NativeContractTest {
  @Override
  protected Fixture fixture() {
    return new CassandraFixture();
  }

  @Override
  protected String ofAuthor(Mapping posts) {
    return "SELECT * FROM %s WHERE author = {$args.author}".formatted(posts.from());
  }

  @Override
  protected String ofAuthors(Mapping posts) {
    return "SELECT author, id, rating FROM %s WHERE author IN {$batch.author}"
        .formatted(posts.from());
  }

  @Override
  protected String ofEach(Mapping posts) {
    return "SELECT id, author, rating FROM %s WHERE author = {$this.author} // one partition"
        .formatted(posts.from());
  }

  @Override
  protected List<String> refused(Mapping posts) {
    String table = posts.from();
    return List.of(
        "DELETE FROM %s WHERE author = {$args.author}".formatted(table),
        "UPDATE %s SET rating = 1 WHERE author = {$args.author} AND id = 1".formatted(table),
        "TRUNCATE " + table,
        "SELECT * FROM %s WHERE rating = 1 ALLOW FILTERING".formatted(table),
        "SELECT * FROM %s WHERE rating = 1 allow /* it */ filtering".formatted(table),
        "SELECT * FROM %s WHERE author = '{$args.author}'".formatted(table),
        "SELECT * FROM %s WHERE author = $$ {$args.author} $$".formatted(table),
        "SELECT * FROM %s // {$args.author}".formatted(table),
        "SELECT * FROM %s; TRUNCATE %s".formatted(table, table),
        "BEGIN BATCH DELETE FROM %s WHERE author = 'busy' APPLY BATCH".formatted(table),
        "");
  }
}
