package dev.polyphony.loaders;

import dev.polyphony.schema.problems.Section;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.File;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// `tls` of a store: files in PEM form. The server's certificate must be signed by `ca`, or by an
/// authority that the JVM trusts; `cert` and `key` are the client's own.
public record TlsFiles(@Nullable File ca, @Nullable File cert, @Nullable File key) {
  /// No files: the server's certificate is checked, the client has none.
  public static final TlsFiles NONE = new TlsFiles(null, null, null);

  /// Reads the section; what is wrong becomes a problem of it.
  public static TlsFiles read(Section section) {
    File ca = file(section, "ca");
    File cert = file(section, "cert");
    File key = file(section, "key");
    boolean hasCert = section.keys().contains("cert");
    boolean hasKey = section.keys().contains("key");
    section.finish();
    if (hasCert != hasKey) {
      section.wrong(
          hasCert ? "cert" : "key", "stands alone", "Write both `cert` and `key`, or none");
      return NONE;
    }
    TlsFiles files = new TlsFiles(ca, cert, key);
    try {
      files.builder().build();
      return files;
    } catch (SSLException | IllegalArgumentException e) {
      section
          .problems()
          .error(
              "INVALID_VALUE",
              section.location(),
              section.path() + " holds a file that cannot be read as PEM",
              "Check that `ca` and `cert` are certificates and `key` an unencrypted PKCS #8 key");
      return NONE;
    }
  }

  private static @Nullable File file(Section section, String name) {
    String path = section.text(name);
    if (path == null) {
      return null;
    }
    File file = new File(path);
    if (!file.isFile() || !file.canRead()) {
      section.wrong(name, "is no file that can be read", "Write the path of a PEM file");
      return null;
    }
    return file;
  }

  /// For drivers over Netty.
  public SslContextBuilder builder() {
    SslContextBuilder builder = SslContextBuilder.forClient();
    if (ca != null) {
      builder.trustManager(ca);
    }
    if (cert != null && key != null) {
      builder.keyManager(cert, key);
    }
    return builder;
  }

  /// For drivers over the JDK.
  public SSLContext context() {
    try {
      return ((JdkSslContext) builder().sslProvider(SslProvider.JDK).build()).context();
    } catch (SSLException e) {
      throw new IllegalStateException(e);
    }
  }
}
