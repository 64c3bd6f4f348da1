// Daily candles from Binance's public market data. A crypto asset pays no dividend and is not
// split: its closes are raw, and there is no adjusted series.
#pragma once

#include <memory>
#include <string>

#include "actors/universe/sources/source.hpp"

namespace ballast::actors {

class BinanceSource final : public PriceSource {
 public:
  BinanceSource(std::unique_ptr<PoliteHttp> http, std::string url)
      : http_(std::move(http)), url_(std::move(url)) {}

  /// The service's time and its limit of weight come first; then pages of candles.
  void fetch(const HistoryWish& wish, HistoryDone done) override;
  /// One pair after the other; one that fails is flagged, and the others are asked for all the
  /// same.
  void fetch_quotes(const QuotesWish& wish, QuotesDone done) override;
  [[nodiscard]] std::optional<ServiceHealth> health() const override { return http_->health(); }

 private:
  struct Errand;
  struct QuotesErrand;
  void ask_quotes(const std::shared_ptr<QuotesErrand>& errand);
  using Read = std::function<planner::Result<void>(const std::string& body)>;
  void ask(const std::shared_ptr<Errand>& errand, const std::string& path, Read read,
           std::function<void()> next);
  void ask_limit(const std::shared_ptr<Errand>& errand);
  void ask_page(const std::shared_ptr<Errand>& errand);
  void mind_weight(const HttpAnswer& answer);

  std::unique_ptr<PoliteHttp> http_;
  std::string url_;
  std::int64_t weight_limit_ = 0;  // a minute; 0: not told yet
};

}  // namespace ballast::actors
