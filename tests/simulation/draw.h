#pragma once
// What a seed decides, one choice after the other.

#include <cstdint>
#include <initializer_list>
#include <random>

namespace sluice::simulation {

class Draw {
 public:
  explicit Draw(uint64_t seed) : engine_(seed) {}

  // 0 to n - 1.
  uint64_t below(uint64_t n) { return engine_() % n; }
  int64_t between(int64_t least, int64_t most) {
    return least + static_cast<int64_t>(below(static_cast<uint64_t>(most - least + 1)));
  }
  bool one_in(uint64_t n) { return below(n) == 0; }
  template <class T>
  T of(std::initializer_list<T> list) {
    return list.begin()[below(list.size())];
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace sluice::simulation
