package dev.polyphony.loaders.contract;

import static dev.polyphony.loaders.contract.TestedStore.answered;
import static dev.polyphony.loaders.contract.TestedStore.byOrdinal;
import static dev.polyphony.loaders.contract.TestedStore.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyphony.loaders.Answer;
import dev.polyphony.loaders.FailureReason;
import dev.polyphony.loaders.Query;
import dev.polyphony.loaders.Source;
import dev.polyphony.loaders.Statement;
import dev.polyphony.schema.algebra.Condition;
import dev.polyphony.schema.algebra.Page;
import dev.polyphony.schema.algebra.Projection;
import dev.polyphony.schema.catalog.Mapping;
import dev.polyphony.schema.catalog.NativeStatement;
import dev.polyphony.schema.catalog.ValueType;
import dev.polyphony.schema.problems.Problem;
import dev.polyphony.schema.problems.Problems;
import dev.polyphony.schema.rows.BadValue;
import dev.polyphony.schema.rows.KeyBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What statements in a store's own language keep, on posts of authors: `author` and `id` are their
/// key, `rating` a number. A kind's test says the texts.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class NativeContractTest {
  /// Authors whose names would mean something to one store or another.
  private static final List<String> HOSTILE =
      List.of(
          "O'Hara",
          "a\" OR \"\"=\"",
          "') OR 1=1 --",
          "'; DROP TABLE thing_1; --",
          "$1",
          "{$args.author}",
          "{\"$ne\": null}",
          "g.V().drop()",
          "\r\nDEL x\r\n",
          "%s\\",
          "żółw 🐢",
          " ");

  private @Nullable TestedStore store;
  private @Nullable Declared declared;
  private @Nullable Mapping posts;

  protected abstract Fixture fixture();

  /// The posts of `{$args.author}`, by id.
  protected abstract String ofAuthor(Mapping posts);

  /// The posts of all `{$batch.author}`, by author and id; empty where the kind has no such text.
  protected abstract String ofAuthors(Mapping posts);

  /// The posts of `{$this.author}`, by id; empty where the kind has no such text.
  protected abstract String ofEach(Mapping posts);

  /// Texts that write, or try to do more than to read.
  protected abstract List<String> refused(Mapping posts);

  protected final TestedStore store() {
    if (store == null) {
      store = new TestedStore(fixture());
    }
    return store;
  }

  private Declared declared() {
    if (declared == null) {
      declared = new Declared(store().fixture());
    }
    return declared;
  }

  /// Posts 0 to 2 of each hostile author, and 40 of `busy`.
  final Mapping posts() {
    if (posts == null) {
      Mapping mapping =
          declared()
              .entity(
                  2,
                  declared().value("author", ValueType.TEXT),
                  declared().value("id", ValueType.INT),
                  declared().value("rating", ValueType.LONG));
      List<List<@Nullable Object>> rows = new ArrayList<>();
      for (String author : HOSTILE) {
        IntStream.range(0, 3).forEach(id -> rows.add(row(author, id, id == 1 ? null : id * 10L)));
      }
      IntStream.range(0, 40).forEach(id -> rows.add(row("busy", id, 1L << 60)));
      store().fillAll(mapping, rows);
      posts = mapping;
    }
    return posts;
  }

  private NativeStatement statement(String text, ValueType rating, String... remote) {
    Declared types = declared();
    Mapping row =
        types.again(
            posts(),
            types.value("author", ValueType.TEXT),
            types.value("id", ValueType.INT),
            types.value("rating", rating));
    return Natives.of(row, text, List.of(types.value("author", ValueType.TEXT)), remote);
  }

  private static Query query(Source source, int limit) {
    return new Query(
        source, Projection.of("id", "rating"), Condition.TRUE, List.of(), Page.first(limit));
  }

  private CompletionStage<Answer> ask(
      NativeStatement statement, int limit, @Nullable Object author) {
    Source source = new Source.Native(statement, Arrays.asList(author), null);
    return store().ask(query(source, limit));
  }

  private CompletionStage<Answer> askAll(NativeStatement statement, int limit, Object... authors) {
    Source source = new Source.Native(statement, List.of(), KeyBatch.of(authors));
    return store().ask(query(source, limit));
  }

  /// The kind's texts for many parents.
  private List<NativeStatement> many() {
    List<NativeStatement> many = new ArrayList<>();
    if (!ofAuthors(posts()).isEmpty()) {
      many.add(statement(ofAuthors(posts()), ValueType.LONG, "author"));
    }
    if (!ofEach(posts()).isEmpty()) {
      many.add(statement(ofEach(posts()), ValueType.LONG));
    }
    assertThat(many).isNotEmpty();
    return many;
  }

  private static List<List<@Nullable Object>> three() {
    return List.of(row(0, 0L), row(1, null), row(2, 20L));
  }

  private static List<List<@Nullable Object>> rowsOf(Answer answer, int ordinal) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < answer.links().count(ordinal); i++) {
      rows.add(Arrays.asList(answer.rows().row(answer.links().row(ordinal, i))));
    }
    return rows;
  }

  @Test
  void whatAClientSendsIsAValueAndNothingElse() {
    NativeStatement statement = statement(ofAuthor(posts()), ValueType.LONG);

    for (String author : HOSTILE) {
      Answer answer = answered(ask(statement, 100, author));

      assertThat(answer.rows().header()).containsExactly("id", "rating");
      assertThat(rowsOf(answer, 0)).as(author).isEqualTo(three());
    }
    assertThat(rowsOf(answered(ask(statement, 100, "nobody")), 0)).isEmpty();
  }

  @Test
  void anArgumentWithoutValueMatchesNothing() {
    NativeStatement statement = statement(ofAuthor(posts()), ValueType.LONG);

    CompletionStage<Answer> stage = ask(statement, 100, null);

    try {
      assertThat(rowsOf(answered(stage), 0)).isEmpty();
    } catch (AssertionError refused) {
      assertThat(TestedStore.refused(stage)).isEqualTo(FailureReason.REJECTED);
    }
  }

  @Test
  void rowsFindTheirParents() {
    for (NativeStatement statement : many()) {
      List<Object> authors = new ArrayList<>(HOSTILE);
      authors.add("nobody");
      authors.add("busy");
      authors.add(HOSTILE.getFirst());

      Answer answer = answered(askAll(statement, 100, authors.toArray()));

      assertThat(answer.failures()).isEmpty();
      assertThat(answer.rows().header()).containsExactly("id", "rating");
      for (int i = 0; i < HOSTILE.size(); i++) {
        assertThat(rowsOf(answer, i)).as(HOSTILE.get(i)).isEqualTo(three());
      }
      assertThat(rowsOf(answer, HOSTILE.size())).isEmpty();
      assertThat(byOrdinal(answer).get(HOSTILE.size() + 1))
          .isEqualTo(IntStream.range(0, 40).boxed().toList());
      assertThat(rowsOf(answer, HOSTILE.size() + 2)).isEqualTo(three());
    }
  }

  @Test
  void withoutParentsNothingIsSent() {
    for (NativeStatement statement : many()) {
      posts();
      store().sent();

      assertThat(answered(askAll(statement, 100)).links().size()).isZero();
      assertThat(store().sent()).isEmpty();
    }
  }

  @Test
  void aThousandParentsAreOneStatement() {
    for (NativeStatement statement : many()) {
      Object[] authors = IntStream.range(0, 1000).mapToObj(i -> "author " + i).toArray();
      authors[17] = "busy";
      authors[999] = HOSTILE.getLast();
      store().sent();

      Answer answer = answered(askAll(statement, 100, authors));

      assertThat(byOrdinal(answer).get(17)).hasSize(40);
      assertThat(byOrdinal(answer).get(999)).containsExactly(0, 1, 2);
      assertThat(answer.links().size()).isEqualTo(1000);
      List<Statement> sent = store().sent();
      assertThat(sent).singleElement().extracting(Statement::multiples).isEqualTo(1000);
      assertThat(sent.getFirst().text()).doesNotContain("author 1", "busy");
    }
  }

  @Test
  void noMoreRowsAreAnsweredThanAskedFor() {
    NativeStatement root = statement(ofAuthor(posts()), ValueType.LONG);

    assertThat(byOrdinal(answered(ask(root, 7, "busy"))))
        .containsExactly(List.of(0, 1, 2, 3, 4, 5, 6));
    for (NativeStatement statement : many()) {
      assertThat(byOrdinal(answered(askAll(statement, 2, "busy", HOSTILE.getFirst()))))
          .containsExactly(List.of(0, 1), List.of(0, 1));
    }
  }

  @Test
  void aValueOfAnotherTypeIsBadInItsCell() {
    NativeStatement statement = statement(ofAuthor(posts()), ValueType.INT);

    Answer answer = answered(ask(statement, 1, "busy"));

    assertThat(rowsOf(answer, 0).getFirst().getFirst()).isEqualTo(0);
    assertThat(rowsOf(answer, 0).getFirst().get(1)).isInstanceOf(BadValue.class);
  }

  @Test
  void aTextWithHalfASurrogatePairIsRefused() {
    NativeStatement root = statement(ofAuthor(posts()), ValueType.LONG);

    assertThat(TestedStore.refused(ask(root, 10, "\ud83d"))).isEqualTo(FailureReason.REJECTED);
    for (NativeStatement statement : many()) {
      Answer answer = answered(askAll(statement, 10, HOSTILE.get(1), "\ud83d", HOSTILE.get(2)));

      assertThat(byOrdinal(answer)).containsExactly(List.of(0, 1, 2), List.of(), List.of(0, 1, 2));
      assertThat(answer.failures()).containsOnlyKeys(1);
      assertThat(answer.failures().get(1)).extracting("reason").isEqualTo(FailureReason.REJECTED);
    }
  }

  @Test
  void withoutTimeLeftItTimesOut() {
    NativeStatement statement = statement(ofAuthor(posts()), ValueType.LONG);
    Source source = new Source.Native(statement, List.of("busy"), null);

    CompletionStage<Answer> stage = store().within(Duration.ZERO, query(source, 10));

    assertThat(TestedStore.refused(stage)).isEqualTo(FailureReason.TIMED_OUT);
  }

  @Test
  void nativeRowsAreNotCounted() {
    NativeStatement statement = statement(ofAuthor(posts()), ValueType.LONG);
    Source source = new Source.Native(statement, List.of("busy"), null);

    assertThat(TestedStore.refused(store().count(source, Condition.TRUE)))
        .isEqualTo(FailureReason.UNSUPPORTED);
  }

  @Test
  void whatReadsIsAdmittedAtStart() {
    for (String text : List.of(ofAuthor(posts()), ofAuthors(posts()), ofEach(posts()))) {
      if (!text.isEmpty()) {
        assertThat(problems(text)).as(text).isEmpty();
      }
    }
  }

  @Test
  void whatWritesIsRefusedAtStartOrByTheServer() {
    for (String text : refused(posts())) {
      NativeStatement statement = statement(text, ValueType.LONG);
      List<@Nullable Object> values = new ArrayList<>();
      statement.arguments().forEach(_ -> values.add("x"));
      Source source = new Source.Native(statement, values, null);

      List<Problem> problems = problems(text);
      assertThat(problems).allMatch(problem -> problem.kind().equals("INVALID_NATIVE_TEXT"));
      if (problems.isEmpty()) {
        assertThat(TestedStore.refused(store().ask(query(source, 10))))
            .as(text)
            .isIn(FailureReason.REJECTED, FailureReason.UNSUPPORTED);
      }
    }
    Answer untouched = answered(ask(statement(ofAuthor(posts()), ValueType.LONG), 100, "busy"));
    assertThat(untouched.rows().size()).isEqualTo(40);
  }

  private List<Problem> problems(String text) {
    Problems problems = new Problems();
    boolean byValue = text.contains("{$batch");
    store()
        .fixture()
        .rules()
        .check(
            byValue ? statement(text, ValueType.LONG, "author") : statement(text, ValueType.LONG),
            problems);
    return problems.all();
  }

  @AfterAll
  final void close() {
    if (store != null) {
      store.close();
    }
  }
}
