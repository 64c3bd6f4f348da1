// The options of a program as data: manual pages and completion are made of it.
#pragma once

#include <string>

#include <boost/program_options.hpp>
#include <nlohmann/json.hpp>

namespace ballast::actors {

/// Returns {"words": sentence or "", "options": [{"name", "short", "value", "default", "text"}]}.
/// "value" is whether the option takes one; "words" is the sentence of the option `positional`,
/// which people give as bare words; it is not listed.
[[nodiscard]] nlohmann::ordered_json option_table(
    const boost::program_options::options_description& described,
    const std::string& positional = "");

}  // namespace ballast::actors
