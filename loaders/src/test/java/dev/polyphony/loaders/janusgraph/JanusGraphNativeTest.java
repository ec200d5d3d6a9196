package dev.polyphony.loaders.janusgraph;

import dev.polyphony.loaders.contract.Fixture;
import dev.polyphony.loaders.contract.NativeContractTest;
import dev.polyphony.schema.algebra.FieldPath;
import dev.polyphony.schema.catalog.Mapping;
import java.util.List;

final class JanusGraphNativeTest extends NativeContractTest {
  @Override
  protected Fixture fixture() {
    return new JanusGraphFixture();
  }

  private static String name(Mapping posts, String field) {
    return posts.column(FieldPath.of(field)).name();
  }

  private static String posts(Mapping posts, String author) {
    String rows =
        "g.V().hasLabel('%s').has('%s', %s).order().by('%2$s', asc).by('%s', Order.asc)"
            .formatted(posts.from(), name(posts, "author"), author, name(posts, "id"));
    // A property that is missing gives no entry.
    return rows
        + ".project('%s', '%s', '%s').by('%1$s').by('%2$s').by('%3$s')"
            .formatted(name(posts, "author"), name(posts, "id"), name(posts, "rating"));
  }

  @Override
  protected String ofAuthor(Mapping posts) {
    return posts(posts, "{$args.author}");
  }

  @Override
  protected String ofAuthors(Mapping posts) {
    return posts(posts, "within({$batch.author})");
  }

  @Override
  protected String ofEach(Mapping posts) {
    return posts(posts, "P.eq({$this.author})");
  }

  @Override
  protected List<String> refused(Mapping posts) {
    return List.of(
        "g.V().drop()",
        "g.V().has('a', {$args.author}).drop()",
        "g.V().sideEffect(drop())",
        "g.V().map(__.property('a', 1))",
        "g.addV('x')",
        "g.V().addE('x').to(V())",
        "g.mergeV([a: 1])",
        "g.V().call('--list')",
        "g.io('file').read()",
        "g.tx().commit()",
        "g.withComputer().V()",
        "g.with('evaluationTimeout', 1).V()",
        "g.V().has('a', '{$args.author}').has('a\\'",
        "g.V().by({$args.author})",
        "g.V().has({$args.author}, 1)",
        "g.V().filter{ it.get() }",
        "g.V(); g.V().drop()",
        "System.exit(1)",
        "g.V().has('a', \"{$args.author}",
        "");
  }
}
