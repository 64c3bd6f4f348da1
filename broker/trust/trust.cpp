#include "broker/trust/trust.hpp"

#include <algorithm>

#include "broker/limits.hpp"

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
  expected_.emplace(stranger, false);
}

bool Trust::forget(const PublicKey& stranger) {
  const std::lock_guard lock(mutex_);
  const auto at = expected_.find(stranger);
  const bool came = at != expected_.end() && at->second;
  if (at != expected_.end()) expected_.erase(at);
  return came;
}

void Trust::opened(const std::string& door, std::uint16_t port) {
  const std::lock_guard lock(mutex_);
  doors_[door] = port;
}

void Trust::closed(const std::string& door, std::uint16_t port) {
  const std::lock_guard lock(mutex_);
  const auto at = doors_.find(door);
  if (at != doors_.end() && at->second == port) doors_.erase(at);
}

std::string Trust::fault_of_key(const PublicKey& key, const std::string& whose) const {
  const auto* enrolled = list_.find(key);
  if (enrolled == nullptr) return whose + "'s key is not on the list";
  const auto fault = enrolled->fault_at(wall_time(clock_.wall_ns()));
  return fault.empty() ? "" : enrolled->holder + "'s key " + fault;
}

void Trust::check_again() const {
  const auto now = clock_.now();
  if (now < next_check_) return;
  next_check_ = now + limits::list_look;
  refresh();
  faults_.clear();
}

std::string Trust::fault_of_server(const PublicKey& key) const {
  const std::lock_guard lock(mutex_);
  check_again();
  return fault_of_key(key, "the other end");
}

std::string Trust::fault_of(std::string_view user_id) const {
  const std::lock_guard lock(mutex_);
  check_again();
  const auto known = faults_.find(user_id);
  if (known != faults_.end()) return known->second;
  const auto key = PublicKey::parse(key_of(user_id));
  auto fault = key ? fault_of_key(*key, std::string(board_of(user_id))) : describe(key.error());
  return faults_.emplace(user_id, std::move(fault)).first->second;
}

void Trust::note_entry(const EnrolledKey& key, std::string_view door, std::string_view address) {
  auto& guest = inside_[key.key];
  guest.holder = key.holder;
  Entry entry{std::string(door), plain_host(address)};
  if (guest.entries.size() >= limits::entries_of_key_max) {
    guest.entries.clear();
    entry = {};
  }
  if (!guest.entries.contains(Entry{})) guest.entries.insert(std::move(entry));
}

Trust::Leaver Trust::leaver(const Guest& guest, std::string why) const {
  Leaver one{std::move(why), {}};
  for (const auto& entry : guest.entries) {
    for (const auto& [door, port] : doors_) {
      if (entry.door.empty() || entry.door == door) one.came.emplace(port, entry.host);
    }
  }
  return one;
}

std::vector<Trust::Leaver> Trust::leavers() {
  const std::lock_guard lock(mutex_);
  const auto now = clock_.now();
  if (inside_.empty() || now < next_look_) return {};
  next_look_ = now + limits::list_look;
  refresh();
  std::vector<Leaver> all;
  for (auto at = inside_.begin(); at != inside_.end();) {
    auto why = fault_of_key(at->first, at->second.holder);
    if (why.empty()) {
      ++at;
      continue;
    }
    all.push_back(leaver(at->second, std::move(why)));
    at = inside_.erase(at);
  }
  return all;
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
  if (const auto ours = expected_.find(*key); ours != expected_.end()) {
    ours->second = true;
    return {};
  }
  const auto fault = fault_of_key(*key, name_at(address));
  if (!fault.empty()) return {{}, fault + (list_fault_.empty() ? "" : " (" + list_fault_ + ")")};
  const auto* enrolled = list_.find(*key);
  const auto holder = Holder::parse(enrolled->holder);
  const Visitor visitor{holder->board, roles_of(*holder, map_), key->text()};
  if (!may_enter(visitor, door)) {
    return {{}, enrolled->holder + "'s key does not open the door of " + std::string(door)};
  }
  note_entry(*enrolled, door, address);
  return {user_id_of(visitor), {}};
}

}  // namespace ballast::broker
