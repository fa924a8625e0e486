import java.io.PrintWriter;
import java.io.StringWriter;

/** Writes a line and below it the trace, as logback does with "%d %-5level [%thread] %logger - %msg%n". */
public class Logback {
  static void log(String level, String message, Throwable thrown) {
    StringWriter trace = new StringWriter();
    if (thrown != null) thrown.printStackTrace(new PrintWriter(trace, true));
    System.out.printf(
        "%s %-5s [%s] com.acme.Shop - %s%n%s",
        java.time.LocalDateTime.now().format(java.time.format.DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss,SSS")),
        level, Thread.currentThread().getName(), message, trace);
  }

  public static void main(String[] args) {
    log("INFO", "started", null);
    try {
      try {
        new java.util.ArrayList<>(java.util.List.of(1)).get(3);
      } catch (IndexOutOfBoundsException cause) {
        throw new java.io.UncheckedIOException("could not read\nthe second line of it", new java.io.IOException(cause));
      }
    } catch (RuntimeException error) {
      log("ERROR", "order failed", error);
    }
    log("WARN", "going on", null);
    try {
      throw new java.util.NoSuchElementException();
    } catch (RuntimeException error) {
      log("WARN", "nothing there", error);
      log("WARN", "nothing there again", error);
    }
    log("INFO", "done", null);
  }
}
