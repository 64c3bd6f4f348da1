// The fuzzer of one target: fuzz-decoders --target=NAME [options of libFuzzer] [corpus directories]
// With --targets it prints all names; with --target=NAME --honest=FOLDER it writes inputs there.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>

#include "tests/fuzz/target.hpp"

using ballast::fuzz::Target;

namespace {

const Target* chosen = nullptr;
std::vector<std::string> honest;

/// Returns what follows a flag, which ends with "=", or nothing.
std::string_view value_of(std::string_view flag, int count, char** arguments) {
  for (int i = 1; i < count; ++i) {
    const std::string_view argument = arguments[i];
    if (argument.starts_with(flag)) return argument.substr(flag.size());
  }
  return {};
}

void show_targets() {
  for (const Target& target : ballast::fuzz::all_targets()) {
    std::printf("%s\n", std::string(target.name).c_str());
  }
}

void write_honest(const std::string& folder) {
  for (std::size_t i = 0; i < honest.size(); ++i) {
    std::ofstream(folder + "/honest-" + std::to_string(i), std::ios::binary) << honest[i];
  }
}

}  // namespace

extern "C" {

std::size_t LLVMFuzzerMutate(std::uint8_t* bytes, std::size_t size, std::size_t size_max);

int LLVMFuzzerInitialize(int* count, char*** arguments) {
  for (int i = 1; i < *count; ++i) {
    if (std::string_view((*arguments)[i]) != "--targets") continue;
    show_targets();
    std::exit(EXIT_SUCCESS);
  }
  chosen = ballast::fuzz::target_named(value_of("--target=", *count, *arguments));
  if (chosen == nullptr) {
    std::fputs("fuzz-decoders: --target=NAME is needed, of those that --targets prints\n", stderr);
    std::exit(EXIT_FAILURE);
  }
  honest = chosen->honest();
  const std::string_view folder = value_of("--honest=", *count, *arguments);
  if (folder.empty()) return 0;
  write_honest(std::string(folder));
  std::exit(EXIT_SUCCESS);
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
