// What the store keeps of a search that is under way.
#include "actors/coordinator/plan_store.hpp"
#include "messages/codec.hpp"

namespace ballast::actors {

broker::Result<void> PlanStore::record_progress(std::string_view plan_id, std::uint32_t pass,
                                                const messages::SearchProgress& progress) {
  return store_.write(
      [&]() -> broker::Result<void> {
        SQLite::Statement insert(store_.database(),
                                 "INSERT OR REPLACE INTO plan_progress (plan_id, pass, body) "
                                 "VALUES (?, ?, ?)");
        const std::string body = messages::encode(progress);
        insert.bind(1, std::string(plan_id));
        insert.bind(2, pass);
        insert.bind(3, body.data(), static_cast<int>(body.size()));
        insert.exec();
        return {};
      },
      broker::Durability::with_next_sync);
}

broker::Result<ProgressOfPasses> PlanStore::progress(std::string_view plan_id) {
  ProgressOfPasses passes;
  const auto read = store_.read([&]() -> broker::Result<void> {
    SQLite::Statement query(store_.database(),
                            "SELECT pass, body FROM plan_progress WHERE plan_id = ?");
    query.bind(1, std::string(plan_id));
    while (query.executeStep()) {
      const SQLite::Column column = query.getColumn(1);
      const std::string_view body(static_cast<const char*>(column.getBlob()),
                                  static_cast<std::size_t>(column.getBytes()));
      // What cannot be read is searched again.
      if (auto told = messages::decode<messages::SearchProgress>(body)) {
        passes.insert_or_assign(query.getColumn(0).getUInt(), std::move(*told));
      }
    }
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return passes;
}

}  // namespace ballast::actors
