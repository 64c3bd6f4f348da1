// When books and broker are compared: at every start, before an order, every minute while orders
// are open, and when somebody asks.
#include <utility>

#include <fmt/format.h>

#include "actors/trading/trading.hpp"
#include "actors/trading/wall_time.hpp"
#include "messages/codec.hpp"

namespace ballast::actors {
namespace {

using messages::ReconcileReport;

constexpr std::chrono::milliseconds soon{2'000};
constexpr std::chrono::minutes one_minute{1};  // while orders are open or something differs
constexpr std::chrono::minutes half_an_hour{30};
/// An order is decided on by what was compared so long ago at most.
constexpr std::int64_t fresh_ms = 60'000;

std::string sentence_of(const ReconcileReport& report) {
  if (!report.compared) return "books and broker could not be compared: " + report.text;
  std::string subjects;
  for (const messages::DifferenceLine& line : report.differences) {
    subjects += (subjects.empty() ? "" : ", ") + line.subject;
  }
  return "books and broker differ: " + subjects + "; `ballast reconcile` tells how";
}

}  // namespace

void Trading::answer_reconcile(const messages::Envelope& command, broker::Outlet& outlet) {
  for (const auto* asked : {&comparisons_asked_, &comparisons_begun_}) {
    for (const messages::Envelope& other : *asked) {
      if (other.header.id == command.header.id) return;
    }
  }
  const auto asked = messages::unpack<messages::Reconcile>(command);
  if (!asked) return outlet.refuse(command, asked.error());
  const auto kept = store_.answer_shares(adapter_->name(), asked->answered, wall_ms(clock_));
  if (!kept) return outlet.refuse(command, kept.error());
  comparisons_asked_.push_back(command);
  begin_next(outlet);
}

bool Trading::is_to_compare(const Execution& execution) {
  if (!adapter_->keeps_account() || execution.compared) return false;
  return !reconciler_.agree() || !has_compared_lately();
}

bool Trading::has_compared_lately() {
  const auto compared = store_.compared_ms();
  if (!reconciler_.has_compared() || !compared || !*compared) return false;
  const std::int64_t age = wall_ms(clock_) - **compared;
  return age >= 0 && age <= fresh_ms;
}

void Trading::compare_books(broker::Outlet& outlet) {
  if (current_ || reconciler_.works()) return compare_later(outlet, soon);
  // Who asks from now on is told of what is read from now on, by the next one.
  comparisons_begun_ = std::exchange(comparisons_asked_, {});
  reconciler_.reconcile(
      outlet, [this, &outlet](const ReconcileReport& report) { hear_comparison(report, outlet); });
}

void Trading::compare_later(broker::Outlet& outlet, std::chrono::milliseconds delay) {
  const broker::Monotonic at = outlet.now() + delay;
  if (compares_at_ && *compares_at_ <= at) return;
  compares_at_ = at;
  outlet.after(delay, [this, at, &outlet] {
    // One that was set for an earlier time took its place, and sets the next.
    if (compares_at_ != at) return;
    compares_at_.reset();
    compare_books(outlet);
  });
}

void Trading::hear_comparison(const ReconcileReport& report, broker::Outlet& outlet) {
  for (const messages::Envelope& command : std::exchange(comparisons_begun_, {})) {
    outlet.reply(command, messages::pack(report));
  }
  if (!waiting_.empty()) waiting_.front()->compared = true;
  if (adapter_->keeps_account()) {
    if (!report.compared || !report.differences.empty()) {
      outlet.note({broker::Notice::Level::warning, "", sentence_of(report)});
    }
    const auto open = store_.open_orders();
    if (!open) {
      tell_trouble(trouble_of_store_, "open orders cannot be read: " + describe(open.error()),
                   outlet);
    }
    const bool often = !report.compared || !reconciler_.agree() || !open || !open->empty();
    compare_later(outlet, often ? one_minute : half_an_hour);
    if (!report.compared) resume_later(outlet, soon);
  }
  begin_next(outlet);
  attend(outlet);
}

}  // namespace ballast::actors
