package dev.polyphony.gateway.auth;

import com.nimbusds.jose.jwk.JWK;
import dev.polyphony.gateway.configuration.KeyFile;
import dev.polyphony.loaders.TlsFiles;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Fetches a JSON Web Key Set.
final class JwksAddress {
  private static final int SECONDS = 5;
  private static final int MOST_BYTES = 256 << 10;

  private final HttpClient client;
  private final URI address;

  JwksAddress(Vertx vertx, URI address, TlsFiles tls) {
    this.client = vertx.createHttpClient(options(tls));
    this.address = address;
  }

  private static HttpClientOptions options(TlsFiles tls) {
    HttpClientOptions options =
        new HttpClientOptions()
            .setConnectTimeout((int) TimeUnit.SECONDS.toMillis(SECONDS))
            .setIdleTimeout(SECONDS);
    if (tls.ca() != null) {
      options.setTrustOptions(new PemTrustOptions().addCertPath(tls.ca().getPath()));
    }
    if (tls.cert() != null && tls.key() != null) {
      options.setKeyCertOptions(
          new PemKeyCertOptions()
              .addCertPath(tls.cert().getPath())
              .addKeyPath(tls.key().getPath()));
    }
    return options;
  }

  /// At least one key, or a failure whose message is for the log.
  Future<List<JWK>> fetch() {
    return client
        .request(new RequestOptions().setAbsoluteURI(address.toString()))
        .timeout(SECONDS, TimeUnit.SECONDS)
        .compose(JwksAddress::ask);
  }

  private static Future<List<JWK>> ask(HttpClientRequest request) {
    return request
        .putHeader(HttpHeaders.ACCEPT, "application/json")
        .send()
        .compose(JwksAddress::body)
        .compose(JwksAddress::keys)
        .timeout(SECONDS, TimeUnit.SECONDS)
        .onFailure(_ -> request.reset());
  }

  private static Future<Buffer> body(HttpClientResponse response) {
    if (response.statusCode() != 200) {
      return Future.failedFuture(new IOException("it answers with " + response.statusCode()));
    }
    Promise<Buffer> done = Promise.promise();
    Buffer body = Buffer.buffer();
    response.handler(chunk -> {
      if (body.length() + chunk.length() > MOST_BYTES) {
        done.tryFail(new IOException("it is larger than " + MOST_BYTES + " bytes"));
      } else {
        body.appendBuffer(chunk);
      }
    });
    response.endHandler(_ -> done.tryComplete(body));
    response.exceptionHandler(done::tryFail);
    return done.future();
  }

  private static Future<List<JWK>> keys(Buffer body) {
    try {
      List<JWK> keys = KeyFile.set(body.toString());
      return keys.isEmpty()
          ? Future.failedFuture(new IOException("it holds no key that can be used"))
          : Future.succeededFuture(keys);
    } catch (ParseException _) {
      return Future.failedFuture(new IOException("it is no JSON Web Key Set"));
    }
  }
}
