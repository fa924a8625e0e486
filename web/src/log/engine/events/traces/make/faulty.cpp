// What g++ says of this: `g++ -Wall -c faulty.cpp`.
#include <vector>

int total(std::vector<int> lines) {
  int unused;
  return lines;
}

void print() {
  total(1, 2);
}
