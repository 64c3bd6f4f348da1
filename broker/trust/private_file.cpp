#include "broker/trust/private_file.hpp"

#include <sys/stat.h>

#include <cerrno>
#include <cstring>

#include <fmt/format.h>

#include "broker/whole_file.hpp"

namespace ballast::broker {
namespace {

using planner::Failure;
using planner::FailureKind;
using planner::Result;

tl::unexpected<Failure> unusable(FailureKind kind, std::string what,
                                 const std::filesystem::path& file, std::string allowed = {}) {
  return tl::unexpected(Failure{kind, std::move(what), file.string(), std::move(allowed)});
}

}  // namespace

Result<void> check_mode(const std::filesystem::path& file, mode_t bits, const char* wanted) {
  struct stat found {};
  if (::stat(file.c_str(), &found) != 0) {
    return unusable(FailureKind::missing, std::strerror(errno), file);
  }
  if ((found.st_mode & bits) == 0) return {};
  return unusable(
      FailureKind::refused,
      fmt::format("others may {} it: its mode is {:04o}",
                  bits == writing_others ? "write" : "read or write", found.st_mode & 07777),
      file, fmt::format("{}; `chmod {} {}`", wanted, wanted, file.string()));
}

Result<std::string> read_private_file(const std::filesystem::path& file) {
  if (auto kept = check_mode(file, all_others, "0600"); !kept) return tl::unexpected(kept.error());
  return read_whole_file(file);
}

}  // namespace ballast::broker
