package dev.polyphony.gateway.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What the layout promises.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {
  private static final String ROOT = "dev.polyphony";
  private static final String COMMANDS = ROOT + ".gateway.command";

  /// Kafka's clients block; they are asked on threads of that package.
  private static final String KAFKA = ROOT + ".kafka";

  private JavaClasses code = new ClassFileImporter().importClasses();

  @BeforeAll
  void read() {
    code =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(
                ROOT + ".schema",
                ROOT + ".loaders",
                ROOT + ".kafka",
                ROOT + ".resolvers",
                ROOT + ".gateway");
    assertThat(code).hasSizeGreaterThan(100);
  }

  @Test
  void dependenciesPointToTheSchema() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("schema")
        .definedBy(ROOT + ".schema..")
        .layer("loaders")
        .definedBy(ROOT + ".loaders..")
        .layer("kafka")
        .definedBy(ROOT + ".kafka..")
        .layer("resolvers")
        .definedBy(ROOT + ".resolvers..")
        .layer("gateway")
        .definedBy(ROOT + ".gateway..")
        .whereLayer("schema")
        .mayNotAccessAnyLayer()
        .whereLayer("loaders")
        .mayOnlyAccessLayers("schema")
        .whereLayer("kafka")
        .mayOnlyAccessLayers("schema")
        .whereLayer("resolvers")
        .mayOnlyAccessLayers("schema", "loaders")
        .check(code);
  }

  @Test
  void theSchemaIsReadInOneDirection() {
    slices().matching(ROOT + ".schema.(*)..").should().beFreeOfCycles().check(code);
  }

  @Test
  void storesDoNotKnowEachOther() {
    slices().matching(ROOT + ".loaders.(*)..").should().notDependOnEachOther().check(code);
  }

  @Test
  void driversAreImportedInTheirStoresPackageOnly() {
    onlyIn(".loaders.postgresql", "io.vertx.pgclient..", "io.vertx.sqlclient..");
    onlyIn(".loaders.mongodb", "com.mongodb..", "org.bson..");
    onlyIn(".loaders.redis", "io.vertx.redis..");
    onlyIn(".loaders.cassandra", "com.datastax..");
    onlyIn(".loaders.janusgraph", "org.apache.tinkerpop..");
    onlyIn(".kafka", "org.apache.kafka..");
  }

  private void onlyIn(String place, String... drivers) {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + place + "..")
        .should()
        .dependOnClassesThat(resideInAnyPackage(drivers))
        .check(code);
  }

  @Test
  void resolversDoNotKnowVertx() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".resolvers..")
        .should()
        .dependOnClassesThat(resideInAPackage("io.vertx.."))
        .check(code);
  }

  @Test
  void nothingBlocksButTheCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackages(COMMANDS + "..", KAFKA + "..")
        .should()
        .callMethodWhere(isBlockingWait())
        .check(code);
  }

  private static DescribedPredicate<JavaMethodCall> isBlockingWait() {
    return DescribedPredicate.describe(
        "the target waits for another thread",
        call -> waits(call.getTarget().getOwner(), call.getTarget().getName()));
  }

  private static boolean waits(JavaClass owner, String method) {
    if (owner.isAssignableTo(Future.class)) {
      return Set.of("get", "join").contains(method);
    }
    if (owner.isEquivalentTo(Thread.class)) {
      return Set.of("sleep", "join").contains(method);
    }
    return owner.isAssignableTo(CountDownLatch.class) && method.equals("await");
  }

  @Test
  void everyPackageIsNullMarked() {
    List<String> unmarked =
        code.stream()
            .map(type -> type.getPackage())
            .distinct()
            .filter(place -> !place.isAnnotatedWith(NullMarked.class))
            .map(JavaPackage::getName)
            .toList();

    assertThat(unmarked).isEmpty();
  }

  @Test
  void namesSayWhat() {
    classes()
        .that(not(DescribedPredicate.describe("are anonymous", type -> type.isAnonymousClass())))
        .should()
        .haveNameNotMatching(".*(Impl|Util|Utils|Helper|Manager)")
        .check(code);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching(ROOT + ".gateway.(*)..").should().beFreeOfCycles().check(code);
    slices().matching(ROOT + ".resolvers.(*)..").should().beFreeOfCycles().check(code);
  }
}
