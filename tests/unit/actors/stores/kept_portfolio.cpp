#include "actors/portfolio/portfolio_store.hpp"
#include "messages/codec.hpp"
#include "tests/unit/actors/portfolio/portfolio_rows.hpp"
#include "tests/unit/actors/stores/kept_store.hpp"

namespace ballast::actors {
namespace {

using planner::Result;

class KeptPortfolio final : public KeptStore {
 public:
  explicit KeptPortfolio(PortfolioStore store) : store_(std::move(store)) {}

  Result<void> add(int number) override {
    return store_.transactions().write([&]() -> Result<void> {
      if (number == 0)
        return told_of(store_.import(two_positions(), known_securities(), day(2026, 1, 5)));
      if (number == 1) return told_of(store_.import(two_balances(), day(2026, 1, 5)));
      const std::string id = "fill-" + std::to_string(number) + std::string(200, '-');
      return told_of(store_.apply(fill_of(id, 1, planner::Side::buy, 1.0, 0.01, "EUR", 1.0, 0.0)));
    });
  }

  Result<std::string> told() override {
    const auto snapshot = store_.snapshot();
    if (!snapshot) return tl::unexpected(snapshot.error());
    return messages::encode(*snapshot);
  }

 private:
  template <class Answer>
  static Result<void> told_of(const Result<Answer>& answer) {
    if (!answer) return tl::unexpected(answer.error());
    return {};
  }

  PortfolioStore store_;
};

}  // namespace

Result<KeptStorePtr> open_portfolio(const std::filesystem::path& file) {
  auto store = PortfolioStore::open(file);
  if (!store) return tl::unexpected(store.error());
  return std::make_unique<KeptPortfolio>(std::move(*store));
}

}  // namespace ballast::actors
