#include "broker/trust/key_files.hpp"

#include <sys/stat.h>

#include <cerrno>
#include <cstring>

#include <fmt/format.h>

#include "broker/toml_reading.hpp"
#include "broker/trust/private_file.hpp"
#include "broker/whole_file.hpp"

namespace ballast::broker {
namespace {

using planner::Failure;
using planner::FailureKind;
using planner::Result;

tl::unexpected<Failure> file_failure(FailureKind kind, std::string what,
                                     const std::filesystem::path& file, std::string allowed = {}) {
  return tl::unexpected(Failure{kind, std::move(what), file.string(), std::move(allowed)});
}

Result<void> make_keys_directory(const std::filesystem::path& directory) {
  std::error_code error;
  if (std::filesystem::is_directory(directory, error)) return {};
  std::filesystem::create_directories(directory.parent_path(), error);
  if (::mkdir(directory.c_str(), 0700) == 0) return {};
  return file_failure(FailureKind::refused, "cannot make the directory of keys", directory,
                      "a keys_dir that this user may write");
}

Result<void> write_file(const std::filesystem::path& file, const std::string& text, mode_t mode) {
  if (write_whole_file(file, text, mode)) return {};
  return file_failure(FailureKind::refused, std::strerror(errno), file,
                      "a keys_dir with room that this user may write");
}

class KeyReader : private TomlReading {
 public:
  explicit KeyReader(const std::string& file) : TomlReading(file) {}

  KeyPair read(const toml::table& table) const {
    check_keys(table, "", {"public", "secret"});
    const auto* open = table.get("public");
    const auto* secret = table.get("secret");
    if (open == nullptr || secret == nullptr) {
      stop(table, "", "a key file has two lines", "public and secret");
    }
    auto pair = KeyPair::of(text(*open, "public"), text(*secret, "secret"));
    if (!pair) stop(*open, "public", pair.error().what, pair.error().allowed);
    return std::move(*pair);
  }
};

}  // namespace

std::filesystem::path KeyFiles::key_file(const Holder& holder) const {
  return directory_ / (holder.text() + ".key");
}

bool KeyFiles::has_key(const Holder& holder) const {
  std::error_code error;
  return std::filesystem::exists(key_file(holder), error);
}

Result<KeyPair> KeyFiles::read_key(const Holder& holder) const {
  const std::filesystem::path file = key_file(holder);
  if (auto kept = check_mode(directory_, all_others, "0700"); !kept) {
    return tl::unexpected(kept.error());
  }
  const auto text = read_private_file(file);
  if (!text) return tl::unexpected(text.error());
  try {
    return KeyReader(file.string()).read(toml::parse(*text, file.string()));
  } catch (const Mistake& mistake) {
    return tl::unexpected(mistake.failure);
  } catch (const toml::parse_error&) {
    // What stands in the file is a secret, so the parser's own words are kept back.
    return file_failure(FailureKind::invalid, "this is no key file", file,
                        "public = \"...\" and secret = \"...\"");
  }
}

Result<void> KeyFiles::write_key(const Holder& holder, const KeyPair& pair) const {
  if (auto made = make_keys_directory(directory_); !made) return made;
  return write_file(key_file(holder),
                    fmt::format("# Whoever has this file can be {}.\npublic = \"{}\"\n"
                                "secret = \"{}\"\n",
                                holder.text(), pair.open().text(), pair.secret()),
                    0600);
}

Result<EnrolledKeys> KeyFiles::read_list() const {
  const std::filesystem::path file = list_file();
  std::error_code error;
  if (!std::filesystem::exists(file, error)) return EnrolledKeys();
  if (auto kept = check_mode(file, writing_others, "0644"); !kept) {
    return tl::unexpected(kept.error());
  }
  const auto text = read_whole_file(file);
  if (!text) return tl::unexpected(text.error());
  return EnrolledKeys::parse(*text, file.string());
}

Result<void> KeyFiles::write_list(const EnrolledKeys& list) const {
  if (auto made = make_keys_directory(directory_); !made) return made;
  return write_file(list_file(), list.text(), 0644);
}

std::optional<FileVersion> KeyFiles::list_version() const {
  struct stat found {};
  if (::stat(list_file().c_str(), &found) != 0) return std::nullopt;
  constexpr std::int64_t ns_per_s = 1'000'000'000;
  return FileVersion{found.st_ino, found.st_size,
                     found.st_ctim.tv_sec * ns_per_s + found.st_ctim.tv_nsec};
}

}  // namespace ballast::broker
