// What lies in a backup: a file of JSON beside the copies of the stores.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tools/ballast/store_proof.hpp"

namespace ballast::tools {

inline constexpr const char* manifest_file = "backup.json";

struct BackupManifest {
  std::string program;  // version that made it
  std::string made;     // when: "2026-11-22T07:15:00Z"
  std::vector<StoreProof> stores;

  bool operator==(const BackupManifest&) const = default;
};

[[nodiscard]] std::string manifest_text(const BackupManifest& manifest);

/// Failure: invalid for a text that is none, or that names a file which is no store of a board.
[[nodiscard]] planner::Result<BackupManifest> read_manifest(std::string_view text,
                                                            const std::string& name);

}  // namespace ballast::tools
