// Reference rates from the European Central Bank.
#pragma once

#include <memory>
#include <string>

#include "actors/universe/sources/source.hpp"

namespace ballast::actors {

class EcbSource final : public RateSource {
 public:
  /// `url`: the folder of its files.
  EcbSource(std::unique_ptr<PoliteHttp> http, std::string url)
      : http_(std::move(http)), url_(std::move(url)) {}

  void fetch(bool whole, const Expected& expected, RatesDone done) override;
  [[nodiscard]] ServiceHealth health() const override { return http_->health(); }

 private:
  std::unique_ptr<PoliteHttp> http_;
  std::string url_;
};

}  // namespace ballast::actors
