// What must be true of runs, told from outside: what was leased, what came to the intake and what
// was merged. It knows nothing of how the work plane keeps its own account.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "broker/frames.hpp"
#include "broker/work_plane/run.hpp"
#include "messages/work.hpp"
#include "tests/unit/broker/work_plane/toy_work.hpp"

namespace ballast::broker::toy {

class Model {
 public:
  /// The first thing that was not as it must be.
  [[nodiscard]] const std::optional<std::string>& fault() const { return fault_; }

  void open(const std::string& run, std::uint64_t units);
  void cancelled(const std::string& run);

  void leased(const Frames& frames, const std::string& instance, std::uint64_t incarnation);
  [[nodiscard]] static Frames in_the_name_of(const Frames& frames, std::uint64_t incarnation);
  /// nullptr: the intake was asked and had nothing more.
  void arrived(const Frames* frames);
  /// Returns the rule for the run's answers: it counts them, and looks whether they may count.
  [[nodiscard]] Result<void> merged(const std::string& run, std::string_view answer);
  void ended(const RunOutcome& outcome);

  [[nodiscard]] bool all_ended() const;
  void blame(std::string what);

 private:
  enum class Due : std::uint8_t { must, may, must_not };
  struct Lease {
    std::string instance;
    std::uint64_t incarnation = 0;
    bool answered = false;
  };
  struct BatchRecord {
    std::string payload;
    std::map<std::uint32_t, Lease> leases;  // by attempt
    bool applied = false;
  };
  struct RunRecord {
    explicit RunRecord(std::uint64_t units) : tally(units) {}
    Tally tally;
    std::map<std::uint64_t, BatchRecord> batches;
    std::uint64_t applied = 0;
    bool open = true;
    bool cancelled = false;
    bool ended = false;
  };

  void settle();
  void judge(const messages::BatchResult& answer);
  void check_whole(const RunRecord& run, const RunOutcome& outcome);

  std::map<std::string, RunRecord, std::less<>> runs_;
  Due due_ = Due::must_not;
  bool merged_ = false;
  std::string about_;
  std::optional<std::string> fault_;
};

}  // namespace ballast::broker::toy
