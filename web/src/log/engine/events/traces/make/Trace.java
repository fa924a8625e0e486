import java.util.logging.Level;
import java.util.logging.Logger;

/** Of a thread, with causes and what was suppressed; then java.util.logging's; then one that a message of two lines tells. */
public class Trace {
  static class Connection implements AutoCloseable {
    void query(String sql) {
      try {
        Integer.parseInt(sql);
      } catch (NumberFormatException cause) {
        throw new IllegalStateException("no number", cause);
      }
    }

    @Override
    public void close() throws java.io.IOException {
      throw new java.io.IOException("connection reset");
    }
  }

  static void order() {
    try (Connection connection = new Connection()) {
      connection.query("twelve");
    } catch (Exception cause) {
      throw new RuntimeException("order 7 failed", cause);
    }
  }

  public static void main(String[] args) throws Exception {
    Thread worker = new Thread(Trace::order, "worker-1");
    worker.start();
    worker.join();

    Logger logger = Logger.getLogger("com.acme.Shop");
    logger.info("started");
    try {
      order();
    } catch (RuntimeException error) {
      logger.log(Level.SEVERE, "could not order", error);
    }
    logger.warning("going on");

    java.util.Arrays.asList(1, 2).stream().map(number -> {
      if (number == 2) throw new IllegalArgumentException("two lines:\nthe second\n  and a third, indented");
      return number;
    }).forEach(number -> {});
  }
}
