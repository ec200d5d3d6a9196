package dev.polyphony.gateway.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.Algorithm;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import dev.polyphony.gateway.auth.Issuer;
import dev.polyphony.gateway.configuration.JwtSettings.Keys;
import dev.polyphony.loaders.TlsFiles;
import dev.polyphony.schema.problems.Problems;
import dev.polyphony.schema.problems.Section;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `auth` as it is written, and what is wrong with it.
class AuthSettingsTest {
  private static final String REST = "issuer: https://issuer.example, audience: polyphony";
  private static final String SECRET = "0123456789abcdef0123456789abcdef";

  @TempDir private Path folder = Path.of("");
  private final Map<String, String> environment = new HashMap<>();
  private final Problems problems = new Problems();

  private AuthSettings read(String yaml) {
    Section root =
        YamlFile.read("p.yaml", yaml, new Environment(environment::get, problems), problems);
    Section auth = root == null ? null : root.section("auth");
    AuthSettings settings = AuthSettings.read(auth, folder);
    if (root != null) {
      root.finish();
    }
    return settings;
  }

  private JwtSettings valid(String jwt) {
    @Nullable JwtSettings settings = read("auth: {jwt: {" + jwt + "}}").jwt();
    assertThat(problems.all()).isEmpty();
    return Objects.requireNonNull(settings);
  }

  private List<String> wrong(String yaml) {
    read(yaml);
    return problems.all().stream()
        .map(problem -> problem.kind() + " " + problem.message())
        .toList();
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }

  private static JWK only(JwtSettings settings) {
    return ((Keys.Fixed) settings.keys()).keys().getFirst();
  }

  private static List<String> names(JwtSettings settings) {
    return settings.algorithms().stream().map(Algorithm::getName).sorted().toList();
  }

  @Test
  void everyKeyIsRead() {
    JwtSettings settings =
        valid(
            "jwks: 'https://issuer.example/keys', issuer: https://issuer.example,"
                + " audience: [one, two], algorithms: [es256, RS256], scopes: permissions,"
                + " leeway: 5s, refresh: 1m, retry: 2s");

    assertThat(settings)
        .isEqualTo(
            new JwtSettings(
                new Keys.Fetched(
                    URI.create("https://issuer.example/keys"),
                    TlsFiles.NONE,
                    Duration.ofMinutes(1),
                    Duration.ofSeconds(2)),
                settings.algorithms(),
                "https://issuer.example",
                java.util.Set.of("one", "two"),
                "permissions",
                Duration.ofSeconds(5)));
    assertThat(names(settings)).containsExactly("ES256", "RS256");
  }

  @Test
  void whatIsNotWrittenHasItsDefault() {
    JwtSettings settings = valid("jwks: 'https://issuer.example/keys', " + REST);

    assertThat(names(settings))
        .containsExactly(
            "ES256", "ES384", "ES512", "PS256", "PS384", "PS512", "RS256", "RS384", "RS512");
    assertThat(settings.scopes()).isEqualTo("scope");
    assertThat(settings.leeway()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void aPublicKeyStandsInAFileOrInTheValue() throws IOException, JOSEException {
    write("rsa.pem", Issuer.rsa("a").pem());
    write("ec.pem", Issuer.ec("a").pem());
    environment.put("KEY", Issuer.ec("a").pem());

    assertThat(only(valid("key: rsa.pem, " + REST)).getKeyType()).isEqualTo(KeyType.RSA);
    assertThat(only(valid("key: ec.pem, " + REST)).getKeyType()).isEqualTo(KeyType.EC);
    assertThat(only(valid("key: \"${KEY}\", " + REST)).getKeyType()).isEqualTo(KeyType.EC);
  }

  @Test
  void aSetOfKeysStandsInAFileWithoutWhatCannotBeUsed()
      throws IOException, JOSEException, NoSuchAlgorithmException {
    KeyPairGenerator weak = KeyPairGenerator.getInstance("RSA");
    weak.initialize(1024);
    RSAKey short1024 =
        new RSAKey.Builder((RSAPublicKey) weak.generateKeyPair().getPublic()).build();
    OctetSequenceKey secret =
        new OctetSequenceKey.Builder(SECRET.getBytes(StandardCharsets.UTF_8)).build();
    JWK good = Issuer.ec("good").key;
    List<JWK> all = List.of(short1024, secret, good);
    String json =
        all.stream().map(JWK::toJSONString).collect(Collectors.joining(",", "{\"keys\":[", "]}"));
    write("keys.json", json);

    Keys keys = valid("jwks: keys.json, " + REST).keys();

    assertThat(keys).isEqualTo(new Keys.Fixed(List.of(good.toPublicJWK())));
  }

  @Test
  void aSecretChecksHmacOnlyAndDoesNotPrint() {
    environment.put("SECRET", SECRET);

    JwtSettings settings = valid("secret: \"${SECRET}\", " + REST);

    assertThat(names(settings)).containsExactly("HS256");
    assertThat(settings.toString()).doesNotContain(SECRET);
    assertThat(settings.toString())
        .doesNotContain(
            Base64.getUrlEncoder().encodeToString(SECRET.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void withoutTheSectionTheGatewayIsOpen() {
    assertThat(read("{}").jwt()).isNull();
    assertThat(problems.all()).isEmpty();
  }

  /// A half-written section must not open the gateway.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "auth:                | MISSING_VALUE",
        "auth: {}             | MISSING_KEY auth has no `jwt`",
        "auth: {jwt: }        | MISSING_VALUE",
        "auth: yes            | INVALID_VALUE auth is not a section",
        "auth: {jwt: none}    | INVALID_VALUE auth.jwt is not a section",
        "auth: {jtw: {}}      | UNKNOWN_KEY auth has no key `jtw`",
        "auth: '${ABSENT}'    | MISSING_VARIABLE",
        "Auth: {jwt: {}}      | UNKNOWN_KEY the configuration has no key `Auth`"
      })
  void whatIsHalfWrittenIsNotOpen(String yaml, String problem) {
    assertThat(wrong(yaml)).anyMatch(found -> found.startsWith(problem));
  }

  @Test
  void whatIsRequiredIsAskedForTogether() {
    assertThat(wrong("auth: {jwt: {leeway: 1h, refresh: soon, issuers: x}}"))
        .containsExactlyInAnyOrder(
            "WRONG_KEYS auth.jwt has no key",
            "MISSING_KEY auth.jwt has no `issuer`",
            "MISSING_KEY auth.jwt has no `audience`",
            "INVALID_VALUE auth.jwt.leeway lets tokens live on for long",
            "INVALID_VALUE auth.jwt.refresh is `soon`",
            "UNKNOWN_KEY auth.jwt has no key `issuers`");
  }

  @Test
  void oneKindOfKeysIsEnough() {
    assertThat(wrong("auth: {jwt: {key: a.pem, secret: " + SECRET + ", " + REST + "}}"))
        .containsExactly("WRONG_KEYS auth.jwt has several kinds of keys");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "key: absent.pem           | key names a file that cannot be read",
        "key: private.pem          | key is a private key",
        "key: weak.pem             | key is no public key that can be used",
        "key: nonsense             | key is no public key that can be used",
        "jwks: absent.json         | jwks names a file that cannot be read",
        "jwks: nonsense            | jwks names a file without a key that can be used",
        "jwks: empty.json          | jwks names a file without a key that can be used",
        "jwks: 'https://a', tls: {ca: absent} | tls.ca is no file that can be read",
        "jwks: 'https:///keys'     | jwks is no address",
        "jwks: 'https://a b/keys'  | jwks is no address",
        "secret: short             | secret is shorter than 32 bytes, so that it can be guessed"
      })
  void keysThatCannotBeUsedAreRefused(String keys, String message) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(1024);
    KeyPair pair = generator.generateKeyPair();
    write("private.pem", pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
    write("weak.pem", pem("PUBLIC KEY", pair.getPublic().getEncoded()));
    write("nonsense", "nonsense");
    write("empty.json", "{\"keys\":[]}");

    assertThat(wrong("auth: {jwt: {" + keys + ", " + REST + "}}"))
        .containsExactly("INVALID_VALUE auth.jwt." + message);
  }

  private static String pem(String what, byte[] key) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(what, Base64.getMimeEncoder().encodeToString(key), what);
  }

  @ParameterizedTest
  @CsvSource({"none", "HS256", "RS1", "''", "EdDSA"})
  void algorithmsThatAPublicKeyDoesNotServeAreRefused(String algorithm) {
    String jwt = "jwks: 'https://a.example', algorithms: [RS256, '" + algorithm + "'], " + REST;

    assertThat(wrong("auth: {jwt: {" + jwt + "}}"))
        .containsExactly(
            "INVALID_VALUE auth.jwt.algorithms holds one that a public key does not serve");
  }

  @Test
  void aSecretServesNoOtherAlgorithm() {
    assertThat(wrong("auth: {jwt: {secret: " + SECRET + ", algorithms: RS256, " + REST + "}}"))
        .containsExactly(
            "INVALID_VALUE auth.jwt.algorithms holds one that a shared secret does not serve");
  }

  /// A variable may be set and empty; a token without an issuer is none of the empty one.
  @Test
  void anEmptyIssuerOrAudienceIsRefused() {
    environment.put("EMPTY", "");

    assertThat(
            wrong(
                "auth: {jwt: {jwks: 'https://a.example', issuer: '${EMPTY}', audience: '${EMPTY}'}}"))
        .containsExactly(
            "INVALID_VALUE auth.jwt.issuer is empty", "INVALID_VALUE auth.jwt.audience is empty");
  }

  @Test
  void anEmptyListOfAudiencesIsRefused() {
    assertThat(wrong("auth: {jwt: {jwks: 'https://a.example', issuer: a, audience: []}}"))
        .containsExactly("INVALID_VALUE auth.jwt.audience is empty");
  }

  @Test
  void aMissingVariableIsOneProblem() {
    assertThat(wrong("auth: {jwt: {jwks: '${A}', issuer: '${B}', audience: ['${C}']}}"))
        .hasSize(3)
        .allMatch(problem -> problem.startsWith("MISSING_VARIABLE"));
  }

  @Test
  void keysThatAreFetchedInPlainTextAreWarnedOf() {
    assertThat(wrong("auth: {jwt: {jwks: 'http://issuer.example/keys', " + REST + "}}"))
        .containsExactly("KEYS_IN_PLAIN_TEXT auth.jwt.jwks is fetched without TLS");
    assertThat(problems.hasErrors()).isFalse();
  }

  @Test
  void keysOfTheSameMachineMayComeInPlainText() {
    assertThat(wrong("auth: {jwt: {jwks: 'http://localhost:9000/keys', " + REST + "}}")).isEmpty();
  }
}
