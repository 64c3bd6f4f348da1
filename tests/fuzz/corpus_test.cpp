// What the fuzzer feeds, fed by an ordinary test: committed inputs, honest ones and thousands of
// changes of both. Every seed is printed with what it breaks.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include <gtest/gtest.h>

#include "tests/fuzz/target.hpp"
#include "tests/unit/random_cases.hpp"

namespace ballast::fuzz {

void PrintTo(const Target& target, std::ostream* out) {
  *out << target.name;
}

namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t changes = 2000;  // of the inputs of one target

std::vector<std::string> committed(const Target& target) {
  std::vector<std::string> inputs;
  std::vector<fs::path> files;
  const fs::path folder = fs::path(BALLAST_SOURCE_ROOT) / "tests/fuzz/corpus" / target.name;
  for (const auto& entry : fs::directory_iterator(folder)) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  for (const fs::path& path : files) {
    std::ifstream file(path, std::ios::binary);
    inputs.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  return inputs;
}

std::string some_bytes(std::mt19937_64& random, std::size_t size) {
  std::string bytes(size, '\0');
  for (char& byte : bytes) byte = static_cast<char>(random());
  return bytes;
}

/// One to four of: a byte, a bit, a piece gone, a piece more, a piece of another input, an end cut.
std::string changed(std::string bytes, const std::vector<std::string>& inputs,
                    std::mt19937_64& random) {
  for (std::uint64_t i = random() % 4 + 1; i > 0; --i) {
    const std::size_t at = random() % (bytes.size() + 1);
    const std::string& other = inputs[random() % inputs.size()];
    switch (random() % 6) {
      case 0:
        bytes.replace(at, 1, some_bytes(random, 1));
        break;
      case 1:
        if (at < bytes.size()) {
          bytes[at] =
              static_cast<char>(static_cast<unsigned char>(bytes[at]) ^ (1U << (random() % 8)));
        }
        break;
      case 2:
        bytes.erase(at, random() % 16);
        break;
      case 3:
        bytes.insert(at, some_bytes(random, random() % 9));
        break;
      case 4:
        bytes.insert(at, other.substr(random() % (other.size() + 1), random() % 32));
        break;
      default:
        bytes.resize(at);
    }
  }
  return bytes;
}

class Reader : public testing::TestWithParam<Target> {};

TEST_P(Reader, TakesWhatIsHonestAndWhatWasFoundBefore) {
  const Target& target = GetParam();
  for (const std::string& input : target.honest()) EXPECT_NO_THROW(target.read(input));
  for (const std::string& input : committed(target)) EXPECT_NO_THROW(target.read(input));
}

TEST_P(Reader, RefusesOrTakesWhateverBecomesOfThat) {
  const Target& target = GetParam();
  std::vector<std::string> inputs = target.honest();
  for (std::string& input : committed(target)) inputs.push_back(std::move(input));
  for (std::uint64_t seed = 0; seed < random_cases(changes); ++seed) {
    std::mt19937_64 random(seed);
    const std::string input = changed(inputs[random() % inputs.size()], inputs, random);
    ASSERT_NO_THROW(target.read(input)) << target.name << " seed " << seed;
  }
}

std::string name_of(const testing::TestParamInfo<Target>& tested) {
  std::string name(tested.param.name);
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Every, Reader,
                         testing::ValuesIn(all_targets().begin(), all_targets().end()), name_of);

}  // namespace
}  // namespace ballast::fuzz
