#include "actors/configuration/option_table.hpp"

namespace ballast::actors {
namespace {

namespace options = boost::program_options;

/// The text of a default stands in the form "arg (=1)".
std::string default_of(const options::option_description& option) {
  const std::string form = option.format_parameter();
  const auto begin = form.find("(=");
  const auto end = form.rfind(')');
  if (begin == std::string::npos || end == std::string::npos) return "";
  return form.substr(begin + 2, end - begin - 2);
}

std::string short_of(const options::option_description& option) {
  const std::string name =
      option.canonical_display_name(options::command_line_style::allow_dash_for_short);
  return name.size() == 2 && name.front() == '-' ? name.substr(1) : "";
}

}  // namespace

nlohmann::ordered_json option_table(const options::options_description& described,
                                    const std::string& positional) {
  nlohmann::ordered_json table{{"words", ""}, {"options", nlohmann::ordered_json::array()}};
  for (const auto& option : described.options()) {
    if (option->long_name() == positional) {
      table["words"] = option->description();
      continue;
    }
    table["options"].push_back({{"name", option->long_name()},
                                {"short", short_of(*option)},
                                {"value", option->semantic()->max_tokens() > 0},
                                {"default", default_of(*option)},
                                {"text", option->description()}});
  }
  return table;
}

}  // namespace ballast::actors
