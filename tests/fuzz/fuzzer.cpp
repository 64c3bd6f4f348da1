// The fuzzer of one target: fuzz-decoders --target=NAME [options of libFuzzer] [corpus directories]
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "tests/fuzz/target.hpp"

using ballast::fuzz::Target;

namespace {

const Target* chosen = nullptr;
std::vector<std::string> honest;

constexpr std::string_view flag = "--target=";

int show_targets() {
  std::fputs("usage: fuzz-decoders --target=NAME [options of libFuzzer] [corpus]\n", stderr);
  for (const Target& target : ballast::fuzz::all_targets()) {
    std::fprintf(stderr, "  %s\n", std::string(target.name).c_str());
  }
  return EXIT_FAILURE;
}

}  // namespace

extern "C" {

std::size_t LLVMFuzzerMutate(std::uint8_t* bytes, std::size_t size, std::size_t size_max);

int LLVMFuzzerInitialize(int* count, char*** arguments) {
  for (int i = 1; i < *count; ++i) {
    const std::string_view argument = (*arguments)[i];
    if (argument.starts_with(flag)) {
      chosen = ballast::fuzz::target_named(argument.substr(flag.size()));
    }
  }
  if (chosen == nullptr) std::exit(show_targets());
  honest = chosen->honest();
  return 0;
}

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  chosen->read({reinterpret_cast<const char*>(bytes), size});
  return 0;
}

/// Begins now and then with an honest input, so that no corpus has to hold them.
std::size_t LLVMFuzzerCustomMutator(std::uint8_t* bytes, std::size_t size, std::size_t size_max,
                                    unsigned int seed) {
  constexpr unsigned int one_in = 16;
  if (seed % one_in == 0) {
    const std::string& input = honest[seed / one_in % honest.size()];
    size = std::min(input.size(), size_max);
    std::memcpy(bytes, input.data(), size);
  }
  return LLVMFuzzerMutate(bytes, size, size_max);
}
}
