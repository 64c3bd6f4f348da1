#include "planner/settings/presets.hpp"

#include <stdexcept>

#include "planner/settings/setting_table.hpp"
#include "planner/settings/setting_values.hpp"

namespace ballast::planner {
namespace {

struct Row {
  std::string_view setting;
  std::string_view conservative;
  std::string_view aggressive;
};

constexpr std::array<Row, 21> rows{{
    {"max_plan_depth", "2", "7"},
    {"max_sells", "2", "5"},
    {"max_buys", "2", "5"},
    {"max_candidates", "6", "20"},
    {"max_opportunities_per_category", "3", "10"},
    {"priority_threshold", "0.5", "0.2"},
    {"diversity_weight", "0.2", "0.4"},
    {"opportunity_rules",
     "target_weights,profit_taking,rebalance_sells,rebalance_buys,opportunity_buys", "all"},
    {"patterns",
     "direct_buy,profit_taking,rebalance,single_best,opportunity_first,cash_generation,"
     "cost_optimized",
     "all"},
    {"correlation_threshold", "0.6", "0.8"},
    {"beam_width", "5", "20"},
    {"cost_penalty_factor", "0.15", "0.05"},
    {"min_hold_days", "120", "60"},
    {"sell_cooldown_days", "240", "120"},
    {"buy_cooldown_days", "60", "15"},
    {"max_loss_threshold", "-0.15", "-0.25"},
    {"enable_market_regime", "false", "true"},
    {"enable_multi_timeframe", "false", "true"},
    {"enable_multi_objective", "false", "true"},
    {"price_scenarios", "none", "stochastic"},
    {"monte_carlo_paths", "50", "200"},
}};

std::string default_of(std::string_view setting) {
  for (SettingEntry& entry : list_settings(Settings{})) {
    if (entry.name == setting) return std::move(entry.value);
  }
  throw std::logic_error("a preset names a setting that does not exist");
}

}  // namespace

std::vector<SettingText> settings_of(Preset preset) {
  std::vector<SettingText> texts;
  for (const Row& row : rows) {
    std::string value = preset == Preset::conservative ? std::string(row.conservative)
                        : preset == Preset::aggressive ? std::string(row.aggressive)
                                                       : default_of(row.setting);
    texts.push_back({std::string(row.setting), std::move(value)});
  }
  return texts;
}

Result<Preset> parse_preset(std::string_view name) {
  const auto& names = ChoiceNames<Preset>::names;
  if (const auto place = parse_name(name, names)) return static_cast<Preset>(*place);
  return tl::unexpected(Failure{FailureKind::invalid, "'" + std::string(name) + "' is no preset",
                                "preset", alternatives(names)});
}

void apply_preset(Settings& settings, Preset preset) {
  for (const SettingText& text : settings_of(preset)) {
    if (!set_setting(settings, text.name, text.value)) {
      throw std::logic_error("a preset holds a value that its setting refuses");
    }
  }
}

}  // namespace ballast::planner
