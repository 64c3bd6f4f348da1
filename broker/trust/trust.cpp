#include "broker/trust/trust.hpp"

#include <algorithm>

namespace ballast::broker {
namespace {

/// Whose key answers for a role: the role's own on its board, or the board's.
std::vector<std::string> holders_of(const ClusterMap& map, std::string_view role) {
  for (const auto& board : map.boards()) {
    if (board.roles.count(std::string(role)) == 0) continue;
    return {std::string(role) + "@" + board.id, board.id};
  }
  return {};
}

Failure no_key_file(const KeyFiles& files, const Holder& role, const Holder& board) {
  return {FailureKind::missing, "there is no key for " + role.text(),
          files.key_file(board).string(),
          "`ballast keys new " + board.text() + "` (or " + role.text() + ") makes one"};
}

}  // namespace

Trust::Trust(const ClusterMap& map, Holder holder, KeyPair own, const Clock& clock)
    : map_(map),
      holder_(std::move(holder)),
      own_(std::move(own)),
      files_(map.keys_dir()),
      clock_(clock) {}

Result<std::shared_ptr<Trust>> Trust::load(const ClusterMap& map, std::string_view role,
                                           std::string_view board, const Clock& clock) {
  const KeyFiles files(map.keys_dir());
  const Holder of_role{std::string(role), std::string(board)};
  const Holder of_board{{}, std::string(board)};
  const Holder& holder = files.has_key(of_role) ? of_role : of_board;
  if (!files.has_key(holder)) return tl::unexpected(no_key_file(files, of_role, of_board));
  auto own = files.read_key(holder);
  if (!own) return tl::unexpected(own.error());
  auto list = files.read_list();
  if (!list) return tl::unexpected(list.error());
  auto trust = std::make_shared<Trust>(map, holder, std::move(*own), clock);
  trust->refresh();
  return trust;
}

void Trust::refresh() const {
  const auto version = files_.list_version();
  if (!version || version == list_version_) return;
  list_version_ = version;
  auto list = files_.read_list();
  // A list that is broken lets nobody new in and nobody out: the last good one holds.
  list_fault_ = list ? "" : describe(list.error());
  if (list) list_ = std::move(*list);
}

std::vector<PublicKey> Trust::keys_of_server(std::string_view role) const {
  const std::lock_guard lock(mutex_);
  refresh();
  const auto now = wall_time(clock_.wall_ns());
  std::vector<PublicKey> keys;
  for (const auto& holder : holders_of(map_, role)) {
    auto good = list_.good_keys(holder, now);
    keys.insert(keys.end(), good.begin(), good.end());
  }
  if (const auto known = worked_.find(role); known != worked_.end()) {
    std::stable_partition(keys.begin(), keys.end(),
                          [&](const PublicKey& key) { return key == known->second; });
  }
  return keys;
}

void Trust::worked(std::string_view role, const PublicKey& key) {
  const std::lock_guard lock(mutex_);
  worked_.insert_or_assign(std::string(role), key);
}

void Trust::expect(const PublicKey& stranger) {
  const std::lock_guard lock(mutex_);
  expected_.insert(stranger);
}

std::string Trust::name_at(std::string_view address) const {
  const auto host = plain_host(address);
  const auto& boards = map_.boards();
  const auto at = std::find_if(boards.begin(), boards.end(),
                               [&](const Board& board) { return board.address == host; });
  return at == boards.end() ? host : at->id;
}

Trust::Judgement Trust::judge(std::string_view asked_key, std::string_view door,
                              std::string_view address) {
  const std::lock_guard lock(mutex_);
  refresh();
  const auto key = PublicKey::of_bytes(asked_key);
  if (!key) return {{}, name_at(address) + " knocked with a bad key: " + describe(key.error())};
  if (expected_.count(*key) > 0) return {};
  const auto* enrolled = list_.find(*key);
  const auto because = list_fault_.empty() ? "" : " (" + list_fault_ + ")";
  if (enrolled == nullptr) return {{}, name_at(address) + "'s key is not on the list" + because};
  const auto fault = enrolled->fault_at(wall_time(clock_.wall_ns()));
  if (!fault.empty()) return {{}, enrolled->holder + "'s key " + fault + because};
  const auto holder = Holder::parse(enrolled->holder);
  const Visitor visitor{holder->board, roles_of(*holder, map_)};
  if (may_enter(visitor, door)) return {user_id_of(visitor), {}};
  return {{}, enrolled->holder + "'s key does not open the door of " + std::string(door)};
}

}  // namespace ballast::broker
