// Which plans a process that ended has left open, and how often one died of which.
#include "actors/coordinator/plan_store.hpp"

namespace ballast::actors {

using broker::Result;

Result<void> PlanStore::note(const NewPlan& plan) {
  return store_.write(
      [&]() -> Result<void> {
        put_beginning(plan, Accepted::no);
        return {};
      },
      broker::Durability::with_next_sync);
}

Result<std::vector<std::string>> PlanStore::unfinished() {
  std::vector<std::string> ids;
  const auto read = store_.read([&]() -> Result<void> {
    SQLite::Statement query(store_.database(),
                            "SELECT plan_id FROM plans WHERE state = 'running' ORDER BY rowid");
    while (query.executeStep()) ids.push_back(query.getColumn(0).getString());
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return ids;
}

Result<std::uint32_t> PlanStore::deaths(std::string_view plan_id) {
  std::uint32_t count = 0;
  const auto read = store_.read([&]() -> Result<void> {
    SQLite::Statement query(store_.database(),
                            "SELECT max(deaths, 0) FROM plans WHERE plan_id = ?");
    query.bind(1, std::string(plan_id));
    if (query.executeStep()) count = query.getColumn(0).getUInt();
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return count;
}

Result<std::uint32_t> PlanStore::count_death(std::string_view plan_id) {
  const auto counted = store_.write([&]() -> Result<void> {
    SQLite::Statement update(
        store_.database(), "UPDATE plans SET deaths = deaths + 1, accepted = 1 WHERE plan_id = ?");
    update.bind(1, std::string(plan_id));
    update.exec();
    return {};
  });
  if (!counted) return tl::unexpected(counted.error());
  return deaths(plan_id);
}

Result<void> PlanStore::end_alive(const std::vector<std::string>& plan_ids) {
  if (plan_ids.empty()) return {};
  return store_.write([&]() -> Result<void> {
    for (const std::string& id : plan_ids) {
      SQLite::Statement update(store_.database(),
                               "UPDATE plans SET deaths = deaths - 1 WHERE plan_id = ?");
      update.bind(1, id);
      update.exec();
    }
    return {};
  });
}

}  // namespace ballast::actors
