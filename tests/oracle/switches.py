"""One switch for each correction. All off is the reference; all on is what Ballast does."""

import dataclasses


@dataclasses.dataclass(frozen=True)
class Switches:
    # scoring and simulation
    keep_group_maps: bool = False
    keep_missing_metrics: bool = False
    no_rounding: bool = False
    score_empty_alike: bool = False
    fees_leave_cash: bool = False
    sell_at_most_held: bool = False
    value_from_shares: bool = False
    revalue_in_scenarios: bool = False
    reproducible_paths: bool = False
    median_path: bool = False
    growth_per_horizon: bool = False
    # ranking and the plan
    no_early_stop: bool = False
    same_scale_improvement: bool = False
    do_nothing_competes: bool = False
    cash_in_total: bool = False
    feasible_by_walking: bool = False
    cash_of_request: bool = False
    metrics_by_their_names: bool = False
    whole_requests: bool = False
    oldest_price_first: bool = False
    no_debt_is_none: bool = False
    # opportunities
    targets_in_euros: bool = False
    whole_lots: bool = False
    same_buy_rules: bool = False
    no_empty_trades: bool = False
    no_total_no_trades: bool = False
    loss_test_always: bool = False
    separate_waiting_times: bool = False
    price_needed: bool = False
    one_candidate_per_side: bool = False
    one_priority_scale: bool = False
    # generation
    diversity_bonus: bool = False
    skip_taken_symbols: bool = False
    enumerate_sets: bool = False
    regime_patterns: bool = False
    match_groups: bool = False
    no_duplicates: bool = False
    relaxed_value_from_shares: bool = False
    correlation_setting: bool = False

    def and_also(self, name):
        return dataclasses.replace(self, **{name: True})


NAMES = [field.name for field in dataclasses.fields(Switches)]
ALL_OFF = Switches()
ALL_ON = Switches(**{name: True for name in NAMES})


def only(name):
    """Returns the reference with this one correction."""
    return ALL_OFF.and_also(name)


class Watched:
    """Switches that remember which of them were asked for; the others cannot change a result."""

    def __init__(self, switches):
        self._switches, self.asked = switches, set()

    def and_also(self, name):
        with_it = Watched(self._switches.and_also(name))
        with_it.asked = self.asked
        return with_it

    def __getattr__(self, name):
        self.asked.add(name)
        return getattr(self._switches, name)
