#include "tests/pipeline/plans/memory_of_process.hpp"

#include <elf.h>

#include <cstring>
#include <fstream>
#include <string>
#include <vector>

namespace ballast::pipeline {
namespace {

constexpr std::uint64_t kib = 1024;

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

bool is_left_by_strip(std::string_view section) {
  return section.substr(0, 6) != ".debug" && section != ".symtab" && section != ".strtab";
}

/// Returns what a file of /proc says behind a word, in KiB.
std::optional<std::uint64_t> told_bytes(pid_t process, const std::string& file,
                                        std::string_view word) {
  std::ifstream stream("/proc/" + std::to_string(process) + "/" + file);
  std::string found;
  std::uint64_t amount = 0;
  while (stream >> found) {
    if (found == word && stream >> amount) return amount * kib;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::uint64_t> proportional_bytes(pid_t process) {
  return told_bytes(process, "smaps_rollup", "Pss:");
}

std::optional<std::uint64_t> peak_resident_bytes(pid_t process) {
  return told_bytes(process, "status", "VmHWM:");
}

std::optional<std::uint64_t> stripped_bytes(const std::filesystem::path& program) {
  const std::string bytes = bytes_of(program);
  Elf64_Ehdr head{};
  if (bytes.size() < sizeof head) return std::nullopt;
  std::memcpy(&head, bytes.data(), sizeof head);
  const std::size_t table = head.e_shnum * sizeof(Elf64_Shdr);
  const bool is_elf = std::memcmp(head.e_ident, ELFMAG, SELFMAG) == 0 &&
                      head.e_ident[EI_CLASS] == ELFCLASS64 && head.e_shstrndx < head.e_shnum &&
                      head.e_shoff + table <= bytes.size();
  if (!is_elf) return std::nullopt;
  std::vector<Elf64_Shdr> sections(head.e_shnum);
  std::memcpy(sections.data(), bytes.data() + head.e_shoff, table);
  const std::size_t names = sections[head.e_shstrndx].sh_offset;
  std::uint64_t size = sizeof head + table;
  for (const Elf64_Shdr& section : sections) {
    if (section.sh_type == SHT_NOBITS || names + section.sh_name >= bytes.size()) continue;
    if (is_left_by_strip(bytes.c_str() + names + section.sh_name)) size += section.sh_size;
  }
  return size;
}

}  // namespace ballast::pipeline
