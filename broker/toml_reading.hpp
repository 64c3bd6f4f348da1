// Reading a TOML file key by key: a value of the right kind, or the first mistake with its place.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <toml++/toml.h>

#include "planner/model/failure.hpp"

namespace ballast::broker {

/// Ends the descent through a file at its first mistake. Who starts the descent turns it into a
/// Failure.
struct Mistake {
  planner::Failure failure;
};

[[nodiscard]] std::string listed(const std::vector<std::string>& words);
/// Returns "did you mean X? one of: ...", without the question if nothing is near.
[[nodiscard]] std::string suggestion(std::string_view word, const std::vector<std::string>& known);

/// Says what the parser found, and in which line and column of the file.
[[nodiscard]] planner::Failure no_toml(const toml::parse_error& error, std::string_view file);

/// Hands the text's table to `read`, which may throw Mistake. Text that is no TOML and mistakes are
/// failures that name the place in the file.
template <class Read>
[[nodiscard]] auto read_toml(std::string_view text, std::string_view file, Read read)
    -> planner::Result<std::invoke_result_t<Read, const toml::table&>> {
  try {
    return read(toml::parse(text, std::string(file)));
  } catch (const toml::parse_error& error) {
    return tl::unexpected(no_toml(error, file));
  } catch (const Mistake& mistake) {
    return tl::unexpected(mistake.failure);
  }
}

/// Every function throws Mistake where the file is wrong. `key` is the whole name: "ports.lanes".
class TomlReading {
 public:
  explicit TomlReading(std::string file) : file_(std::move(file)) {}

  [[noreturn]] void stop(const toml::source_region& at, const std::string& key, std::string what,
                         std::string allowed) const;
  [[noreturn]] void stop(const toml::node& node, const std::string& key, std::string what,
                         std::string allowed) const;

  void check_keys(const toml::table& table, const std::string& prefix,
                  const std::vector<std::string>& known) const;
  [[nodiscard]] const toml::table& table_of(const toml::node& node, const std::string& key) const;
  [[nodiscard]] bool flag(const toml::node& node, const std::string& key) const;
  [[nodiscard]] std::string text(const toml::node& node, const std::string& key) const;
  [[nodiscard]] std::int64_t whole(const toml::node& node, const std::string& key,
                                   std::int64_t lowest, std::int64_t highest) const;

 private:
  std::string file_;
};

}  // namespace ballast::broker
