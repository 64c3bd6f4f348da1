#include "actors/configuration/evaluator_count.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "broker/whole_file.hpp"
#include "hardware/vitals/read_vitals.hpp"
#include "hardware/vitals/worker_count.hpp"

namespace ballast::actors {
namespace {

using planner::Failure;
using planner::FailureKind;

std::string count_file(const broker::ClusterMap& map, const std::string& board) {
  return map.runtime_dir() + "/evaluators-" + board;
}

int fed_now(const broker::ClusterMap& map, const std::string& board,
            const hardware::SystemRoot& root) {
  const hardware::SystemFiles files(root);
  return evaluators_fed(map, board, hardware::read_vitals(files, map.state_dir()));
}

bool keep(const std::string& file, const std::string& text) {
  std::error_code failed;
  std::filesystem::create_directories(std::filesystem::path(file).parent_path(), failed);
  return broker::write_whole_file(file, text);
}

}  // namespace

bool evaluators_follow(const broker::ClusterMap& map, std::string_view board) {
  const broker::Board* found = map.find_board(board);
  return found != nullptr && found->automatic.contains(std::string(broker::evaluator_role));
}

int evaluators_fed(const broker::ClusterMap& map, std::string_view board,
                   const hardware::Vitals& vitals) {
  const broker::Board* found = map.find_board(board);
  const bool coordinates =
      found != nullptr && found->roles.contains(std::string(broker::coordinator_role));
  const int kept_free = coordinates || vitals.board != "unoq" ? 1 : 0;
  return std::min(hardware::worker_count(vitals, kept_free), broker::automatic_most);
}

std::optional<int> decided_evaluators(const broker::ClusterMap& map, const std::string& board) {
  std::ifstream in(count_file(map, board));
  int count = 0;
  if (!(in >> count) || count < 1 || count > broker::automatic_most) return std::nullopt;
  return count;
}

broker::Result<int> decide_evaluators(const broker::ClusterMap& map, const std::string& board,
                                      const hardware::SystemRoot& root) {
  const int count = fed_now(map, board, root);
  const std::string file = count_file(map, board);
  if (keep(file, std::to_string(count) + "\n")) return count;
  return tl::unexpected(Failure{FailureKind::refused, "this file cannot be written", file,
                                "a runtime_dir that may be written"});
}

int evaluators_here(const broker::ClusterMap& map, const std::string& board,
                    const hardware::SystemRoot& root) {
  const auto decided = decided_evaluators(map, board);
  return decided ? *decided : fed_now(map, board, root);
}

std::vector<std::string> started_on(const broker::ClusterMap& map, const std::string& board,
                                    const hardware::SystemRoot& root) {
  std::vector<std::string> out = map.instances_on(board);
  if (!evaluators_follow(map, board)) return out;
  const int count = evaluators_here(map, board, root);
  std::erase_if(out, [&](const std::string& instance) {
    const auto parts = broker::parse_instance_name(instance);
    return parts && parts->role == broker::evaluator_role && parts->number > count;
  });
  return out;
}

}  // namespace ballast::actors
