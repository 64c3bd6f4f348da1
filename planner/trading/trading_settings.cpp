#include "planner/trading/trading_settings.hpp"

#include "planner/settings/setting_visitors.hpp"

namespace ballast::planner::trading {

std::vector<SettingEntry> list_trading_settings(const TradingSettings& settings) {
  std::vector<SettingEntry> entries;
  describe_trading(SettingLister{entries}, settings);
  return entries;
}

Result<void> set_trading_setting(TradingSettings& settings, std::string_view name,
                                 std::string_view value) {
  return set_by_name(name, value, "no setting of trading has this name", list_trading_settings({}),
                     [&](SettingSetter& setter) { describe_trading(setter, settings); });
}

}  // namespace ballast::planner::trading
