// ballast-sample-market --seed N --out DIR: writes a synthetic market.
#include <cstdint>
#include <exception>
#include <iostream>
#include <string>

#include <fmt/core.h>
#include <boost/program_options.hpp>

#include "actors/configuration/option_table.hpp"
#include "broker/version.hpp"
#include "tools/sample_market/sample_market.hpp"

namespace {

namespace options = boost::program_options;

constexpr int exit_error = 1;
constexpr int exit_usage = 2;
constexpr int years_max = 20;

options::options_description flags() {
  options::options_description out("Writes a synthetic market as CSV files");
  out.add_options()("help", "show this")                                           //
      ("json", "with --help: these options as JSON")                               //
      ("out", options::value<std::string>()->required(), "directory to write to")  //
      ("seed", options::value<std::uint64_t>()->default_value(1),
       "another seed, another market")                                                     //
      ("years", options::value<int>()->default_value(6), "full years of prices, 1 to 20")  //
      ("companies", options::value<std::size_t>()->default_value(ballast::tools::named_companies),
       "30 to 5000; those beyond 30 have numbered names");
  return out;
}

int run(int count, char** arguments) {
  const auto known = flags();
  options::variables_map given;
  options::store(options::parse_command_line(count, arguments, known), given);
  if (given.contains("help") && given.contains("json")) {
    auto table = ballast::actors::option_table(known);
    table["usage"] = "ballast-sample-market --out DIR [options]";
    table["version"] = ballast::broker::version();
    std::cout << table.dump(2) << "\n";
    return 0;
  }
  if (given.contains("help")) {
    known.print(std::cout);
    return 0;
  }
  options::notify(given);
  ballast::tools::SampleSettings settings;
  settings.seed = given["seed"].as<std::uint64_t>();
  settings.years = given["years"].as<int>();
  if (settings.years < 1 || settings.years > years_max) {
    fmt::print(stderr, "--years takes a number from 1 to {}\n", years_max);
    return exit_usage;
  }
  settings.companies = given["companies"].as<std::size_t>();
  if (settings.companies < ballast::tools::named_companies ||
      settings.companies > ballast::tools::companies_max) {
    fmt::print(stderr, "--companies takes a number from {} to {}\n",
               ballast::tools::named_companies, ballast::tools::companies_max);
    return exit_usage;
  }
  const auto files = ballast::tools::make_sample_market(settings);
  const auto written = ballast::tools::write_sample_market(files, given["out"].as<std::string>());
  if (!written) {
    fmt::print(stderr, "{}\n", ballast::planner::describe(written.error()));
    return exit_error;
  }
  fmt::print(stderr, "wrote a synthetic market ({} files) to {}\n", files.size(),
             given["out"].as<std::string>());
  return 0;
}

}  // namespace

int main(int count, char** arguments) {
  try {
    return run(count, arguments);
  } catch (const options::error& error) {
    fmt::print(stderr, "{}\n", error.what());
    return exit_usage;
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return exit_error;
  }
}
