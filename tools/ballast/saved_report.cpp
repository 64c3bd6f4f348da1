#include "tools/ballast/saved_report.hpp"

#include "broker/whole_file.hpp"
#include "messages/json.hpp"
#include "tools/ballast/wish.hpp"

namespace ballast::tools {
namespace {

using planner::Failure;
using planner::FailureKind;
using planner::Result;

Failure in_file(Failure failure, const std::string& path) {
  failure.where = failure.where.empty() ? path : path + ": " + failure.where;
  return failure;
}

}  // namespace

Result<void> save_report(const messages::PlanReport& report, const std::string& path) {
  return save_text(messages::to_json(report).dump(json_indent), path);
}

Result<void> save_text(const std::string& text, const std::string& path) {
  if (broker::write_whole_file(path, text + "\n")) return {};
  return tl::unexpected(Failure{FailureKind::unavailable, "this file cannot be written", path,
                                "a writable place with room left"});
}

Result<messages::PlanReport> load_report(const std::string& path) {
  const auto text = broker::read_whole_file(path, request_bytes_max);
  if (!text) return tl::unexpected(text.error());
  const auto json = messages::parse_json(*text);
  if (!json) return tl::unexpected(in_file(json.error(), path));
  auto report = messages::from_json<messages::PlanReport>(*json);
  if (!report) return tl::unexpected(in_file(report.error(), path));
  return report;
}

}  // namespace ballast::tools
