// Whom this process trusts and as whom it speaks: its own key pair, and the list of enrolled keys,
// read again whenever its file changes. May be shared by threads.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "broker/clock.hpp"
#include "broker/cluster_map.hpp"
#include "broker/trust/doors.hpp"
#include "broker/trust/key_files.hpp"

namespace ballast::broker {

class Trust {
 public:
  /// Takes the key of the role on that board if there is one, else the board's. Fails if there is
  /// none, if it is not kept secret, or if the list cannot be read. `clock` outlives it.
  [[nodiscard]] static Result<std::shared_ptr<Trust>> load(const ClusterMap& map,
                                                           std::string_view role,
                                                           std::string_view board,
                                                           const Clock& clock);

  /// With no list read yet; use load().
  Trust(const ClusterMap& map, Holder holder, KeyPair own, const Clock& clock);

  [[nodiscard]] const KeyPair& own() const { return own_; }
  [[nodiscard]] const Holder& holder() const { return holder_; }
  [[nodiscard]] std::filesystem::path list_file() const { return files_.list_file(); }

  /// Keys with which the process of that role may answer, the likeliest first. Empty: its board has
  /// no good key on this machine's list.
  [[nodiscard]] std::vector<PublicKey> keys_of_server(std::string_view role) const;
  /// A handshake with that key succeeded, so it is tried first from here on.
  void worked(std::string_view role, const PublicKey& key);

  struct Judgement {
    std::string user_id;  // empty: not let in
    std::string why;      // one sentence for the operator, if not let in and not expected
  };
  /// `address`: of the peer, as ZAP tells it.
  [[nodiscard]] Judgement judge(std::string_view asked_key, std::string_view door,
                                std::string_view address);
  /// A stranger of our own: not let in either, but nothing to tell.
  void expect(const PublicKey& stranger);
  /// Expects it no more. Returns whether it was judged.
  bool forget(const PublicKey& stranger);

  /// Why messages with this user id, which judge() gave, do not count any more; empty: they do.
  /// Knows the list as it is, or as it was limits::list_look ago.
  [[nodiscard]] std::string fault_of(std::string_view user_id) const;

  /// Why a server may not answer with that key any more; empty: it may. As new as fault_of().
  [[nodiscard]] std::string fault_of_server(const PublicKey& key) const;

  /// A door of this process listens at that port, or does so no more.
  void opened(const std::string& door, std::uint16_t port);
  void closed(const std::string& door, std::uint16_t port);

  /// Somebody who was let in and whose key is not good any more.
  struct Leaver {
    std::string why;
    /// Ports that it came to, and from which host; empty: unknown.
    std::set<std::pair<std::uint16_t, std::string>> came;
  };
  /// Each is told once, at most limits::list_look late.
  [[nodiscard]] std::vector<Leaver> leavers();

 private:
  struct Entry {
    std::string door;
    std::string host;
    auto operator<=>(const Entry&) const = default;
  };
  struct Guest {
    std::string holder;
    std::set<Entry> entries;
  };

  void refresh() const;
  void check_again() const;
  [[nodiscard]] std::string name_at(std::string_view address) const;
  [[nodiscard]] std::string fault_of_key(const PublicKey& key, const std::string& whose) const;
  void note_entry(const EnrolledKey& key, std::string_view door, std::string_view address);
  [[nodiscard]] Leaver leaver(const Guest& guest, std::string why) const;

  const ClusterMap map_;
  const Holder holder_;
  const KeyPair own_;
  const KeyFiles files_;
  const Clock& clock_;
  mutable std::mutex mutex_;
  mutable EnrolledKeys list_;
  mutable std::optional<FileVersion> list_version_;
  mutable std::string list_fault_;
  mutable Monotonic next_check_{};
  mutable std::map<std::string, std::string, std::less<>> faults_;  // by user id, since that check
  std::map<std::string, PublicKey, std::less<>> worked_;
  std::map<PublicKey, bool> expected_;  // and whether it came
  std::map<std::string, std::uint16_t, std::less<>> doors_;
  std::map<PublicKey, Guest> inside_;
  Monotonic next_look_{};
};

}  // namespace ballast::broker
