package dev.polyphony.embedded.demo;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/// Stands in for the gateway: is ready when it was given the stores' URLs.
final class FakeGateway {
  private FakeGateway() {}

  public static void main(String[] arguments) throws IOException {
    var port = Integer.parseInt(List.of(arguments).get(4));
    var given = System.getenv("OFFICE_URL") != null && System.getenv("GUIDES_URL") != null;
    if (!given || !arguments[0].equals("serve")) {
      System.out.println("started wrongly");
      System.exit(2);
    }
    var server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext(
        "/health/ready",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }
}
