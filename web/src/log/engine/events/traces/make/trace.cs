// Writes what it catches, and ends by what it doesn't.
using System;

class Trace {
  static void Order(int id) {
    try {
      int.Parse("x" + id);
    } catch (FormatException cause) {
      throw new InvalidOperationException("order failed", cause);
    }
  }

  static void Main() {
    try {
      Order(1);
    } catch (Exception error) {
      Console.Error.WriteLine("[{0:HH:mm:ss} ERR] could not order\n{1}", DateTime.Now, error);
    }
    Console.Error.WriteLine("[{0:HH:mm:ss} INF] going on", DateTime.Now);
    Order(2);
  }
}
