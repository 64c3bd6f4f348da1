#include "actors/coordinator/known_inputs.hpp"

#include <utility>

#include "actors/configuration/use_scores.hpp"
#include "actors/coordinator/use_targets.hpp"
#include "messages/codec.hpp"

namespace ballast::actors {
namespace {

using planner::Result;

Result<Snapshots> decoded(const SnapshotBytes& bytes) {
  auto portfolio = messages::decode<messages::PortfolioSnapshot>(bytes.portfolio);
  if (!portfolio) return tl::unexpected(portfolio.error());
  auto universe = messages::decode<messages::UniverseSnapshot>(bytes.universe);
  if (!universe) return tl::unexpected(universe.error());
  auto trades = messages::decode<messages::TradeHistoryReport>(bytes.trades);
  if (!trades) return tl::unexpected(trades.error());
  return Snapshots{std::move(*portfolio), std::move(*universe), std::move(*trades)};
}

}  // namespace

Result<GatheredInputs> KnownInputs::of(SnapshotBytes bytes, const PlanningDate& date,
                                       planner::Date today) {
  if (last_ && last_->date == date && last_->today == today && last_->bytes == bytes) {
    return last_->gathered;
  }
  const auto snapshots = decoded(bytes);
  if (!snapshots) return tl::unexpected(snapshots.error());
  auto inputs = assemble_inputs(*snapshots, file_, date, today);
  if (!inputs) return tl::unexpected(inputs.error());
  std::string note;
  if (bytes.scores) {
    auto used = use_scores(*bytes.scores, *inputs);
    if (!used) return tl::unexpected(used.error());
    note = score_note(*used);
  }
  if (bytes.targets) {
    const auto used = use_targets(*bytes.targets, *inputs);
    if (!used) return tl::unexpected(used.error());
    note += (note.empty() ? "" : " ") + *used;
  }
  auto encoded = std::make_shared<const messages::EncodedInputs>(messages::encode_inputs(*inputs));
  last_ = Entry{
      std::move(bytes), date, today, {std::move(*inputs), std::move(encoded), std::move(note)}};
  return last_->gathered;
}

std::shared_ptr<const messages::EncodedInputs> KnownInputs::guess(const PlanningDate& date,
                                                                  planner::Date today) const {
  const bool fits = last_ && last_->date == date && last_->today == today;
  return fits ? last_->gathered.encoded : nullptr;
}

}  // namespace ballast::actors
