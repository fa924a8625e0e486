import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Does with Java's own client what `java.long.ts` compares, and prints a line for each. Takes the address of the server's /v1,
 * and whether to try a WebSocket.
 */
class Client {
  /** Asks for HTTP/2 by `Upgrade: h2c` first, as it does unless told otherwise. */
  static final HttpClient client =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();

  static String base;

  static HttpRequest.Builder at(String path) {
    return HttpRequest.newBuilder(URI.create(base + path));
  }

  static void tell(String what, HttpRequest request) throws Exception {
    try {
      var answer = client.send(request, BodyHandlers.ofString());
      var body = answer.body();
      System.out.println(
          what + ": " + answer.statusCode() + " " + answer.version() + " " + (body.length() > 200 ? body.length() : body));
    } catch (java.io.IOException error) {
      System.out.println(what + ": " + error.getClass().getSimpleName());
    }
  }

  public static void main(String[] args) throws Exception {
    base = args[0];
    if (args[1].equals("websocket")) {
      echo();
      return;
    }
    byte[] large = new byte[1_000_000];
    BodyPublisher sized = BodyPublishers.ofByteArray(large);
    BodyPublisher unsized = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large));
    tell("text", at("/text").build());
    tell("head", at("/text").method("HEAD", BodyPublishers.noBody()).build());
    tell("chunked", at("/chunked").build());
    tell("nothing", at("/nothing").build());
    tell("deleted", at("/thing/1%2F2?q=a+b").DELETE().build());
    tell("refused", at("/refused").build());
    tell("broken", at("/broken").build());
    tell("sized", at("/upload").POST(sized).build());
    tell("unsized", at("/upload").PUT(unsized).build());
    tell("patched", at("/upload").method("PATCH", BodyPublishers.ofString("größer")).build());
    tell("redirected", at("/redirect").build());
    tell("expecting", at("/upload").expectContinue(true).version(HttpClient.Version.HTTP_1_1).POST(sized).build());
    System.out.println("events: " + follow());
    System.exit(0); // its threads would wait for further requests
  }

  /** Reads events line by line, and comes back after a break. */
  static List<String> follow() throws Exception {
    List<String> events = new ArrayList<>();
    String last = "";
    for (int connections = 0; connections < 2; connections++) {
      var request = at("/events").header("Accept", "text/event-stream");
      if (!last.isEmpty()) request.header("Last-Event-ID", last);
      String id = "";
      try {
        var lines = client.send(request.build(), BodyHandlers.ofLines()).body().iterator();
        while (lines.hasNext()) {
          String line = lines.next();
          if (line.startsWith("id: ")) id = line.substring(4);
          if (line.startsWith("data: ")) events.add(line.substring(6));
          if (!line.isEmpty() || id.isEmpty() || id.equals(last)) continue;
          last = id;
          client.send(at("/seen").POST(BodyPublishers.noBody()).build(), BodyHandlers.discarding());
        }
        events.add("ended");
      } catch (java.io.UncheckedIOException error) {
        events.add("broken");
      }
    }
    return events;
  }

  static void echo() throws Exception {
    var heard = new CompletableFuture<String>();
    var listener =
        new WebSocket.Listener() {
          @Override
          public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            heard.complete(data.toString());
            return WebSocket.Listener.super.onText(socket, data, last);
          }
        };
    var socket =
        client.newWebSocketBuilder().buildAsync(URI.create(base.replace("http", "ws") + "/socket"), listener).get(20, TimeUnit.SECONDS);
    socket.sendText("größer", true).get(20, TimeUnit.SECONDS);
    System.out.println("echo: " + heard.get(20, TimeUnit.SECONDS));
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(20, TimeUnit.SECONDS);
    System.exit(0);
  }
}
