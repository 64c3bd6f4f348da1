// The sources that a household's file names, ready to be asked.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "actors/configuration/source_settings.hpp"
#include "actors/universe/sources/source.hpp"
#include "messages/universe.hpp"

namespace ballast::actors {

struct SourcesOpened {
  std::map<std::string, std::unique_ptr<PriceSource>> prices;  // by the name that securities use
  std::unique_ptr<RateSource> rates;                           // may be null
  std::string rates_name;
  std::map<std::string, std::string> failures;  // why a source that is named cannot be asked

  [[nodiscard]] std::vector<std::string> names() const;
  [[nodiscard]] std::vector<messages::SourceEntry> entries() const;
};

/// What asking needs; all of it outlives the sources.
struct Asking {
  Http& wire;
  const broker::Clock& clock;
  broker::RandomSource& random;
  Later later;
};

/// Opens them; no request is sent. A key file that cannot be read is a failure of that source.
[[nodiscard]] SourcesOpened open_sources(const SourceSettings& settings, const Asking& asking);

}  // namespace ballast::actors
