// Ends in the way that its argument names: throw, heap, leak or overflow.
#include <iostream>
#include <stdexcept>
#include <string>

int order(int *lines, int count) {
  return lines[count];
}

int main(int argc, char **argv) {
  std::string how = argv[1];
  if (how == "throw") throw std::runtime_error("order failed");
  if (how == "heap") {
    int *lines = new int[4];
    delete[] lines;
    return order(lines, 2);
  }
  if (how == "leak") return new int[7] == nullptr;
  int most = 2147483647;
  std::cerr << most + argc << "\n";
}
