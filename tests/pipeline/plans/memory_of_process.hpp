// What a process takes of memory, and what a program takes of disk.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <optional>

namespace ballast::pipeline {

/// Returns the proportional set size: its own pages, and its share of those it shares. Nothing
/// where the kernel does not tell.
[[nodiscard]] std::optional<std::uint64_t> proportional_bytes(pid_t process);

/// Returns the most that was ever resident, pages shared with others included.
[[nodiscard]] std::optional<std::uint64_t> peak_resident_bytes(pid_t process);

/// Returns the size of a 64-bit ELF program without its symbols and debugging sections, as `strip`
/// leaves it; nothing for another file.
[[nodiscard]] std::optional<std::uint64_t> stripped_bytes(const std::filesystem::path& program);

}  // namespace ballast::pipeline
