// What a copy of a store is worth: it is read as its actor would read it, and what it says is
// derived again.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "planner/model/failure.hpp"

namespace ballast::tools {

struct StoreProof {
  std::string file;  // its name
  std::uint64_t bytes = 0;
  std::string sha256;         // of the file, lower-case hex
  std::uint64_t entries = 0;  // of a ledger
  std::string books;  // SHA-256 of what follows from a ledger's entries; empty: is no ledger

  bool operator==(const StoreProof&) const = default;
};

/// Reads a copy that nobody else has open: its pages, its schema, and of a ledger every entry, from
/// which the books are derived. One of an older program is brought up to date in a copy of its own.
/// Failure: invalid where it is damaged, conflict where it is of a newer program.
[[nodiscard]] planner::Result<StoreProof> prove_store(const std::filesystem::path& copy);

/// Brings a copy to the schema of this program, as its actor would. Failure: conflict where it is
/// of a newer program, invalid where it is damaged.
[[nodiscard]] planner::Result<void> update_store(const std::filesystem::path& copy);

/// Returns the SHA-256 of a file in lower-case hex. Failure: missing where it cannot be read.
[[nodiscard]] planner::Result<std::string> sha256_of_file(const std::filesystem::path& file);

}  // namespace ballast::tools
