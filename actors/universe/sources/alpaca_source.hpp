// Daily bars from Alpaca's market data service, raw and adjusted, with dividends and splits; and
// the newest quotes.
#pragma once

#include <memory>
#include <string>

#include "actors/universe/sources/alpaca_actions.hpp"
#include "actors/universe/sources/alpaca_bars.hpp"
#include "actors/universe/sources/source.hpp"

namespace ballast::actors {

struct AlpacaAccess {
  std::string url;
  std::string feed;
  std::string key_id;
  std::string key_secret;
};

/// Reads key_id and secret of a TOML file, as trading takes it. Failure: missing or invalid, and
/// refused for a file that others than its owner can read. No failure shows what is in it.
[[nodiscard]] planner::Result<std::pair<std::string, std::string>> read_key_file(
    const std::string& path);

class AlpacaSource final : public PriceSource {
 public:
  AlpacaSource(std::unique_ptr<PoliteHttp> http, AlpacaAccess access);

  /// As many pages as there are: the closes as traded, those adjusted for all, the actions.
  void fetch(const HistoryWish& wish, HistoryDone done) override;
  /// Many symbols with one request.
  void fetch_quotes(const QuotesWish& wish, QuotesDone done) override;
  [[nodiscard]] std::optional<ServiceHealth> health() const override { return http_->health(); }

 private:
  enum class Part : std::uint8_t { raw, adjusted, actions };
  struct Errand;
  struct QuotesErrand;
  void ask_quotes(const std::shared_ptr<QuotesErrand>& errand);
  [[nodiscard]] HttpRequest request_of(const std::string& path) const;
  void ask(const std::shared_ptr<Errand>& errand, const std::string& token);
  void take(const std::shared_ptr<Errand>& errand, const planner::Result<HttpAnswer>& outcome);
  /// Each returns the token of the next page, empty after the last.
  static planner::Result<std::string> take_bars(Errand& errand, const std::string& body);
  static planner::Result<std::string> take_actions(Errand& errand, const std::string& body);
  void end_part(const std::shared_ptr<Errand>& errand);

  std::unique_ptr<PoliteHttp> http_;
  AlpacaAccess access_;
};

}  // namespace ballast::actors
