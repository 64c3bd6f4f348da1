#include "planner/numeric/philox.hpp"

#include "planner/numeric/normal.hpp"

namespace ballast::planner {
namespace {

constexpr std::uint64_t low_half = 0xffffffffU;

constexpr std::uint32_t low_word(std::uint64_t x) {
  return static_cast<std::uint32_t>(x & low_half);
}
constexpr std::uint32_t high_word(std::uint64_t x) {
  return static_cast<std::uint32_t>(x >> 32U);
}

constexpr PhiloxCounter philox_round(const PhiloxCounter& counter, const PhiloxKey& key) {
  const std::uint64_t first = std::uint64_t{0xD2511F53U} * counter[0];
  const std::uint64_t second = std::uint64_t{0xCD9E8D57U} * counter[2];
  return {high_word(second) ^ counter[1] ^ key[0], low_word(second),
          high_word(first) ^ counter[3] ^ key[1], low_word(first)};
}

}  // namespace

PhiloxCounter philox_4x32_10(PhiloxCounter counter, PhiloxKey key) {
  constexpr int rounds = 10;
  for (int i = 0; i < rounds; ++i) {
    counter = philox_round(counter, key);
    key[0] += 0x9E3779B9U;
    key[1] += 0xBB67AE85U;
  }
  return counter;
}

double uniform_draw(std::uint64_t seed, std::uint64_t stream, std::uint64_t index) {
  const PhiloxCounter block =
      philox_4x32_10({low_word(index), high_word(index), low_word(stream), high_word(stream)},
                     {low_word(seed), high_word(seed)});
  const std::uint64_t bits = (std::uint64_t{block[1]} << 32U | block[0]) >> 12U;
  return (static_cast<double>(bits) + 0.5) * 0x1p-52;
}

double normal_draw(std::uint64_t seed, std::uint64_t stream, std::uint64_t index) {
  return normal_quantile(uniform_draw(seed, stream, index));
}

}  // namespace ballast::planner
