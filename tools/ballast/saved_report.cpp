#include "tools/ballast/saved_report.hpp"

#include <cstdio>
#include <fstream>

#include "messages/json.hpp"
#include "tools/ballast/wish.hpp"

namespace ballast::tools {
namespace {

using planner::Failure;
using planner::FailureKind;
using planner::Result;

Failure cannot_write(const std::string& path) {
  return {FailureKind::refused, "this file cannot be written", path,
          "a writable place with room left"};
}

Failure in_file(Failure failure, const std::string& path) {
  failure.where = failure.where.empty() ? path : path + ": " + failure.where;
  return failure;
}

}  // namespace

Result<void> save_report(const messages::PlanReport& report, const std::string& path) {
  return save_text(messages::to_json(report).dump(json_indent), path);
}

Result<void> save_text(const std::string& text, const std::string& path) {
  const std::string unfinished = path + ".part";
  std::ofstream out(unfinished, std::ios::binary | std::ios::trunc);
  out << text << "\n";
  out.close();
  if (!out || std::rename(unfinished.c_str(), path.c_str()) != 0) {
    std::remove(unfinished.c_str());
    return tl::unexpected(cannot_write(path));
  }
  return {};
}

Result<messages::PlanReport> load_report(const std::string& path) {
  const auto text = read_file(path);
  if (!text) return tl::unexpected(text.error());
  const auto json = messages::parse_json(*text);
  if (!json) return tl::unexpected(in_file(json.error(), path));
  auto report = messages::from_json<messages::PlanReport>(*json);
  if (!report) return tl::unexpected(in_file(report.error(), path));
  return report;
}

}  // namespace ballast::tools
