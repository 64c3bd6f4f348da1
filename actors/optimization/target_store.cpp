#include "actors/optimization/target_store.hpp"

#include <string>

#include "messages/codec.hpp"
#include "messages/hashes.hpp"

namespace ballast::actors {
namespace {

constexpr const char* target_schema = R"(
CREATE TABLE target (
  rules TEXT PRIMARY KEY,
  input_hash TEXT NOT NULL,
  computed_ms INTEGER NOT NULL,
  body BLOB NOT NULL
) STRICT;
)";

std::string key_of(const planner::TargetRules& rules) {
  return messages::sha256_hex(messages::encode(messages::MakeTargets{rules, {}}));
}

}  // namespace

planner::Result<TargetStore> TargetStore::open(const std::filesystem::path& file) {
  auto store = broker::Store::open({file, {target_schema}, false});
  if (!store) return tl::unexpected(store.error());
  return TargetStore(std::move(*store));
}

std::optional<messages::TargetsTold> TargetStore::find(const planner::TargetRules& rules) {
  std::optional<messages::TargetsTold> out;
  const auto read = store_.read([&]() -> planner::Result<void> {
    SQLite::Statement query(store_.database(), "SELECT body FROM target WHERE rules = ?");
    query.bind(1, key_of(rules));
    if (!query.executeStep()) return {};
    auto targets = messages::decode<messages::TargetsTold>(query.getColumn(0).getString());
    if (targets) out = std::move(*targets);
    return {};
  });
  return read ? out : std::nullopt;
}

planner::Result<void> TargetStore::keep(const messages::TargetsTold& targets) {
  return store_.write([&]() -> planner::Result<void> {
    SQLite::Statement put(store_.database(), "INSERT OR REPLACE INTO target VALUES (?, ?, ?, ?)");
    const std::string body = messages::encode(targets);
    put.bind(1, key_of(targets.report.rules));
    put.bind(2, targets.input_hash);
    put.bind(3, targets.computed_ms);
    put.bind(4, body.data(), static_cast<int>(body.size()));
    put.exec();
    return {};
  });
}

}  // namespace ballast::actors
