#include "planner/trading/trading_settings.hpp"

#include "planner/settings/nearest_name.hpp"
#include "planner/settings/setting_visitors.hpp"

namespace ballast::planner::trading {

std::vector<SettingEntry> list_trading_settings(const TradingSettings& settings) {
  std::vector<SettingEntry> entries;
  describe_trading(SettingLister{entries}, settings);
  return entries;
}

Result<void> set_trading_setting(TradingSettings& settings, std::string_view name,
                                 std::string_view value) {
  SettingSetter setter(name, value);
  describe_trading(setter, settings);
  if (setter.failure()) return tl::unexpected(*setter.failure());
  if (setter.found()) return {};
  std::vector<std::string> names;
  for (const SettingEntry& entry : list_trading_settings({})) names.push_back(entry.name);
  const std::string nearest = nearest_name(name, names);
  return tl::unexpected(Failure{FailureKind::invalid, "no setting of trading has this name",
                                std::string(name),
                                nearest.empty() ? "" : "did you mean " + nearest + "?"});
}

}  // namespace ballast::planner::trading
