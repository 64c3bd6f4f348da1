// ballast keys: makes key pairs, and edits the list of who is let in. Works on this machine's
// directory of keys alone; the list is the same file on every board.

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "broker/trust/key_files.hpp"
#include "tools/ballast/commands.hpp"
#include "tools/ballast/session.hpp"
#include "tools/report/table.hpp"

namespace ballast::tools {
namespace {

namespace options = boost::program_options;
using broker::EnrolledKey;
using broker::EnrolledKeys;
using broker::Holder;
using broker::KeyFiles;
using broker::KeyPair;
using broker::PublicKey;
using broker::WallTime;
using planner::Failure;
using planner::FailureKind;
using planner::Result;

constexpr const char* keys_usage = "keys new|enrol|list|revoke|rotate [HOLDER] [PUBLIC-KEY]";
constexpr std::uint64_t window_days = 7;
constexpr std::uint64_t days_max = 36'500;

/// One call of the command: the folder, the list as it was read, and what was asked for.
class KeyRing {
 public:
  KeyRing(const broker::ClusterMap& map, const Arguments& arguments)
      : map_(map),
        arguments_(arguments),
        files_(map.keys_dir()),
        now_(broker::wall_time(broker::SystemClock().wall_ns())) {}

  /// Makes what is missing: of one holder, or of every board of the cluster file.
  Result<void> make(const std::vector<std::string>& words) {
    std::vector<std::string> names = words;
    if (names.empty()) {
      for (const broker::Board& board : map_.boards()) names.push_back(board.id);
    }
    for (const std::string& name : names) {
      const auto holder = this->holder(name);
      if (!holder) return tl::unexpected(holder.error());
      if (files_.has_key(*holder)) {
        if (words.empty()) continue;
        return tl::unexpected(Failure{FailureKind::conflict, name + " has a key already",
                                      files_.key_file(*holder).string(),
                                      "`ballast keys rotate " + name + "` replaces it"});
      }
      const auto made = make_pair(*holder);
      if (!made) return tl::unexpected(made.error());
      print(fmt::format("{}  {}\n", made->text(), name));
    }
    return {};
  }

  /// Puts keys on the list: the one given, else those in files here.
  Result<void> enrol(const std::vector<std::string>& words) {
    std::vector<std::string> names;
    if (!words.empty()) {
      names.push_back(words.front());
    } else {
      for (const broker::Board& board : map_.boards()) names.push_back(board.id);
    }
    for (const std::string& name : names) {
      const auto holder = this->holder(name);
      if (!holder) return tl::unexpected(holder.error());
      const auto key = words.size() > 1 ? PublicKey::parse(words[1]) : public_key_of(*holder);
      if (!key) return tl::unexpected(key.error());
      const auto* known = list_.find(*key);
      if (known != nullptr && words.empty()) continue;
      if (auto added = add(*holder, *key); !added) return added;
      print(fmt::format("{} is let in with {}\n", name, key->text()));
    }
    return write();
  }

  Result<void> revoke(const std::vector<std::string>& words) {
    if (list_.revoke(words.front()) == 0) {
      return tl::unexpected(Failure{FailureKind::missing, "the list has no good key of that name",
                                    words.front(), "a holder or a public key of `keys list`"});
    }
    if (auto written = write(); !written) return written;
    print(
        fmt::format("{} is not let in any more. Copy {} to every board: each ends what is open "
                    "within a second.\n",
                    words.front(), files_.list_file().string()));
    return {};
  }

  /// A new pair in the place of the old one, which is good for a while yet.
  Result<void> rotate(const std::vector<std::string>& words) {
    const auto holder = this->holder(words.front());
    if (!holder) return tl::unexpected(holder.error());
    if (auto old = files_.read_key(*holder); !old) return tl::unexpected(old.error());
    const auto days = arguments_.whole_number("window-days", 0, days_max).value_or(window_days);
    const auto end = now_ + std::chrono::days{days};
    list_.end(holder->text(), end);
    const auto pair = KeyPair::make();
    if (!pair) return tl::unexpected(pair.error());
    if (auto added = add(*holder, pair->open()); !added) return added;
    // The list first: a process that starts between the two still has a key that is let in.
    if (auto written = write(); !written) return written;
    if (auto written = files_.write_key(*holder, *pair); !written) return written;
    print(
        fmt::format("{} has a new key, {}. The old one is good until {}: before then, copy {} "
                    "to every board and restart {}'s actors.\n",
                    holder->text(), pair->open().text(), broker::text_of(end),
                    files_.list_file().string(), holder->board));
    return {};
  }

  Result<void> show(const std::vector<std::string>&) {
    if (arguments_.common().json) {
      print(described().dump(json_indent) + "\n");
      return {};
    }
    Table table({{"holder"}, {"public key"}, {"from"}, {"until"}, {"state"}});
    for (const EnrolledKey& one : list_.all()) {
      table.add({one.holder, one.key.text(), one.from ? broker::text_of(*one.from) : "",
                 one.until ? broker::text_of(*one.until) : "", state_of(one)});
    }
    print(table.text(0));
    return {};
  }

  Result<void> read() {
    auto list = files_.read_list();
    if (!list) return tl::unexpected(list.error());
    list_ = std::move(*list);
    return {};
  }

 private:
  /// Refuses a name that is neither a board nor a role of this cluster.
  [[nodiscard]] Result<Holder> holder(const std::string& name) const {
    auto holder = Holder::parse(name);
    if (!holder) return holder;
    if (holder->role.empty() && map_.find_board(holder->board) == nullptr) {
      return tl::unexpected(Failure{FailureKind::missing,
                                    "the cluster file has no board '" + name + "'", "holder",
                                    "a board, or ROLE@NAME"});
    }
    std::vector<std::string> roles = map_.roles();
    roles.emplace_back(broker::client_role);
    roles.emplace_back(broker::tap_role);
    const bool known = std::find(roles.begin(), roles.end(), holder->role) != roles.end();
    if (holder->role.empty() || known) return holder;
    return tl::unexpected(Failure{FailureKind::missing, "there is no role '" + holder->role + "'",
                                  "holder", fmt::format("{}", fmt::join(roles, ", "))});
  }

  [[nodiscard]] Result<PublicKey> make_pair(const Holder& holder) const {
    const auto pair = KeyPair::make();
    if (!pair) return tl::unexpected(pair.error());
    if (auto written = files_.write_key(holder, *pair); !written) {
      return tl::unexpected(written.error());
    }
    return pair->open();
  }

  [[nodiscard]] Result<PublicKey> public_key_of(const Holder& holder) const {
    const auto pair = files_.read_key(holder);
    if (!pair) return tl::unexpected(pair.error());
    return pair->open();
  }

  Result<void> add(const Holder& holder, const PublicKey& key) {
    EnrolledKey entry{key, holder.text(), now_, {}};
    if (const auto days = arguments_.whole_number("days", 1, days_max)) {
      entry.until = now_ + std::chrono::days{*days};
    }
    return list_.add(std::move(entry));
  }

  [[nodiscard]] Result<void> write() const { return files_.write_list(list_); }

  [[nodiscard]] std::string state_of(const EnrolledKey& one) const {
    const std::string fault = one.fault_at(now_);
    return fault.empty() ? "good" : fault;
  }

  [[nodiscard]] nlohmann::ordered_json described() const {
    nlohmann::ordered_json keys = nlohmann::ordered_json::array();
    for (const EnrolledKey& one : list_.all()) {
      nlohmann::ordered_json entry{{"holder", one.holder}, {"public", one.key.text()}};
      if (one.from) entry["from"] = broker::text_of(*one.from);
      if (one.until) entry["until"] = broker::text_of(*one.until);
      entry["state"] = state_of(one);
      keys.push_back(std::move(entry));
    }
    return {{"keys_dir", map_.keys_dir()}, {"keys", std::move(keys)}};
  }

  const broker::ClusterMap& map_;
  const Arguments& arguments_;
  KeyFiles files_;
  WallTime now_;
  EnrolledKeys list_;
};

struct Deed {
  const char* name;
  Result<void> (KeyRing::*run)(const std::vector<std::string>&);
  std::size_t words_least;
  std::size_t words_most;
};

constexpr std::array<Deed, 5> deeds{{
    {"new", &KeyRing::make, 0, 1},
    {"enrol", &KeyRing::enrol, 0, 2},
    {"list", &KeyRing::show, 0, 0},
    {"revoke", &KeyRing::revoke, 1, 1},
    {"rotate", &KeyRing::rotate, 1, 1},
}};

/// Forty characters of which the first is a dash, and not `--cluster=/a/long/path/to/a/file`.
bool is_key_like_an_option(const std::string& word) {
  if (!word.starts_with("-") || !PublicKey::parse(word)) return false;
  const auto name_end = word.find_first_not_of("abcdefghijklmnopqrstuvwxyz-");
  return !word.starts_with("--") || name_end == std::string::npos || word[name_end] != '=';
}

/// Takes such keys out of the words, and returns them.
std::vector<std::string> taken_keys(std::vector<std::string>& words) {
  std::vector<std::string> keys;
  std::copy_if(words.begin(), words.end(), std::back_inserter(keys), is_key_like_an_option);
  std::erase_if(words, is_key_like_an_option);
  return keys;
}

}  // namespace

ExitCode run_keys(const std::vector<std::string>& told) {
  Arguments::Description own("Keys");
  own.add_options()("words", options::value<std::vector<std::string>>(),
                    "new: a key pair for a board (BOARD), for one role of it (ROLE@BOARD), or for "
                    "people and watchers (client@NAME, tap@NAME); without a name, for every board "
                    "that has none. enrol: lets in the public key, or the one made here. list; "
                    "revoke HOLDER or PUBLIC-KEY; rotate HOLDER: a new pair, the old one good for "
                    "a while yet.")("days", options::value<std::string>(),
                                    "the key ends after so many days")(
      "window-days", options::value<std::string>(), "rotate: how long the old key is good (7)");
  std::vector<std::string> words = told;
  const auto keys = taken_keys(words);
  const auto arguments = Arguments::read(words, keys_usage, own, "words");
  if (arguments.help()) {
    print(arguments.help_text());
    return ExitCode::done;
  }
  std::vector<std::string> rest = arguments.list("words");
  rest.insert(rest.end(), keys.begin(), keys.end());
  const std::string name = rest.empty() ? "" : rest.front();
  const auto* const deed =
      std::find_if(deeds.begin(), deeds.end(), [&](const Deed& one) { return name == one.name; });
  if (deed != deeds.end()) rest.erase(rest.begin());
  if (deed == deeds.end() || rest.size() < deed->words_least || rest.size() > deed->words_most) {
    say(fmt::format("ballast: the usage is `ballast {}`", keys_usage));
    return ExitCode::usage;
  }
  const auto map = load_cluster(arguments.common());
  if (!map) return give_up(map.error());
  KeyRing ring(*map, arguments);
  if (auto read = ring.read(); !read) return give_up(read.error());
  if (auto ran = (ring.*deed->run)(rest); !ran) return give_up(ran.error());
  return ExitCode::done;
}

}  // namespace ballast::tools
