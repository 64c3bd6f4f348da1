#include "actors/universe/universe_store.hpp"
#include "messages/codec.hpp"
#include "tests/unit/actors/stores/kept_store.hpp"
#include "tests/unit/actors/universe/universe_rows.hpp"

namespace ballast::actors {
namespace {

using planner::Result;

class KeptUniverse final : public KeptStore {
 public:
  explicit KeptUniverse(UniverseStore store) : store_(std::move(store)) {}

  Result<void> add(int number) override {
    if (number == 0) return import(two_securities());
    if (number == 1) return import(two_rates());
    constexpr int closes = 200;
    return import(prices_of("AAA.DE", day(2005, 1, 3) + std::chrono::days{number * closes},
                            std::vector<double>(closes, 50.0 + number)));
  }

  Result<std::string> told() override {
    const auto snapshot = store_.snapshot(std::nullopt, 0.11);
    if (!snapshot) return tl::unexpected(snapshot.error());
    return messages::encode(*snapshot);
  }

 private:
  template <class Import>
  Result<void> import(const Import& rows) {
    return store_.transactions().write([&]() -> Result<void> {
      const auto done = store_.import(rows);
      if (!done) return tl::unexpected(done.error());
      return {};
    });
  }

  UniverseStore store_;
};

}  // namespace

Result<KeptStorePtr> open_universe(const std::filesystem::path& file) {
  auto store = UniverseStore::open(file);
  if (!store) return tl::unexpected(store.error());
  return std::make_unique<KeptUniverse>(std::move(*store));
}

}  // namespace ballast::actors
