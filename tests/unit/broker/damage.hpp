// Damage to the files of a store, by chance.
#pragma once

#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <string_view>

namespace ballast::broker::test {

using Damage = void (*)(const std::filesystem::path& file, std::mt19937_64& random);

/// Copies a store with its log and its witness, as a process that is killed leaves them.
inline void copy_store_files(const std::filesystem::path& from, const std::filesystem::path& to) {
  for (const std::string_view ending : {"", "-wal", "-witness", "-shm"}) {
    std::error_code none;
    const auto place = to.string() + std::string(ending);
    std::filesystem::remove(place, none);
    if (ending == "-shm") continue;
    std::filesystem::copy_file(from.string() + std::string(ending), place, none);
  }
}

/// One to three bits.
inline void flip_bits(const std::filesystem::path& file, std::mt19937_64& random) {
  std::fstream bytes(file, std::ios::in | std::ios::out | std::ios::binary);
  const auto size = std::filesystem::file_size(file);
  for (std::uint64_t i = random() % 3 + 1; i > 0; --i) {
    const auto at = static_cast<std::streamoff>(random() % size);
    bytes.seekg(at);
    const auto flipped = static_cast<unsigned>(bytes.get()) ^ 1U << random() % 8;
    bytes.seekp(at);
    bytes.put(static_cast<char>(flipped));
  }
}

/// Leaves a beginning.
inline void cut(const std::filesystem::path& file, std::mt19937_64& random) {
  std::filesystem::resize_file(file, random() % std::filesystem::file_size(file));
}

}  // namespace ballast::broker::test
