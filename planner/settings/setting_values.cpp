#include "planner/settings/setting_values.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <numeric>

namespace ballast::planner {
namespace {

constexpr std::string_view none = "none";
constexpr std::string_view all = "all";

template <class Number>
std::optional<Number> number_in(std::string_view text) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

/// The parts between commas; nothing if there are more than `most` or one is there twice.
std::optional<std::vector<std::string_view>> parts_of(std::string_view text, std::size_t most) {
  std::vector<std::string_view> parts;
  for (std::size_t start = 0; start <= text.size();) {
    const std::size_t end = std::min(text.find(',', start), text.size());
    const std::string_view part = trimmed(text.substr(start, end - start));
    const bool again = std::find(parts.begin(), parts.end(), part) != parts.end();
    if (part.empty() || again || parts.size() == most) return std::nullopt;
    parts.push_back(part);
    start = end + 1;
  }
  return parts;
}

template <class Values, class Text>
std::string joined(const Values& values, Text&& text) {
  std::string line;
  for (const auto& value : values) {
    if (!line.empty()) line += ',';
    line += text(value);
  }
  return line;
}

}  // namespace

std::string text_of(bool value) {
  return value ? "true" : "false";
}

std::string text_of(std::int64_t value) {
  return std::to_string(value);
}

std::string text_of(double value) {
  std::array<char, 32> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
  return {buffer.data(), end};
}

std::string text_of(const NumberList& values) {
  return joined(values, [](double value) { return text_of(value); });
}

std::string text_of(const TextList& values) {
  return values.empty() ? std::string(none)
                        : joined(values, [](const std::string& value) { return value; });
}

std::string text_of(std::uint64_t bits, std::span<const std::string_view> names) {
  std::vector<std::string_view> chosen;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (((bits >> i) & 1U) != 0) chosen.push_back(names[i]);
  }
  if (chosen.empty()) return std::string(none);
  if (chosen.size() == names.size()) return std::string(all);
  return joined(chosen, [](std::string_view name) { return name; });
}

std::optional<bool> parse_switch(std::string_view text) {
  if (text != "true" && text != "false") return std::nullopt;
  return text == "true";
}

std::optional<std::int64_t> parse_number(std::string_view text, std::int64_t lowest,
                                         std::int64_t highest) {
  const auto number = number_in<std::int64_t>(text);
  return number && *number >= lowest && *number <= highest ? number : std::nullopt;
}

std::optional<double> parse_number(std::string_view text, double lowest, double highest) {
  const auto number = number_in<double>(text);
  const bool fits = number && std::isfinite(*number) && *number >= lowest && *number <= highest;
  return fits ? number : std::nullopt;
}

std::optional<NumberList> parse_numbers(std::string_view text, double lowest, double highest,
                                        std::size_t most) {
  const auto parts = parts_of(text, most);
  if (!parts) return std::nullopt;
  NumberList numbers;
  for (const std::string_view part : *parts) {
    const auto number = parse_number(part, lowest, highest);
    if (!number || std::find(numbers.begin(), numbers.end(), *number) != numbers.end()) {
      return std::nullopt;
    }
    numbers.push_back(*number);
  }
  return numbers;
}

std::optional<TextList> parse_texts(std::string_view text, std::size_t most) {
  if (text == none) return TextList{};
  const auto parts = parts_of(text, most);
  if (!parts) return std::nullopt;
  const bool long_ones = std::any_of(parts->begin(), parts->end(), [](std::string_view part) {
    return part.size() > max_listed_text;
  });
  if (long_ones) return std::nullopt;
  return TextList(parts->begin(), parts->end());
}

std::optional<std::size_t> parse_name(std::string_view text,
                                      std::span<const std::string_view> names) {
  const auto at = std::find(names.begin(), names.end(), text);
  if (at == names.end()) return std::nullopt;
  return static_cast<std::size_t>(at - names.begin());
}

std::optional<std::vector<std::size_t>> parse_names(std::string_view text,
                                                    std::span<const std::string_view> names) {
  std::vector<std::size_t> places;
  if (text == none) return places;
  if (text == all) {
    places.resize(names.size());
    std::iota(places.begin(), places.end(), std::size_t{0});
    return places;
  }
  const auto parts = parts_of(text, names.size());
  if (!parts) return std::nullopt;
  for (const std::string_view part : *parts) {
    const auto place = parse_name(part, names);
    if (!place) return std::nullopt;
    places.push_back(*place);
  }
  return places;
}

std::string alternatives(std::span<const std::string_view> names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? " or " : ", ";
    text += names[i];
  }
  return text;
}

std::string allowed_names(std::span<const std::string_view> names) {
  std::string text = "all, none, or some of: ";
  for (std::size_t i = 0; i < names.size(); ++i) {
    text += (i > 0 ? ", " : "") + std::string(names[i]);
  }
  return text;
}

}  // namespace ballast::planner
