"""The worked examples of scoring, simulation and whole plans, as they stand in the description."""

import itertools

from actions import short
from evaluation import evaluate, score_portfolio
from example_portfolio import (CASH, COSTS, METRICS, SECURITIES, heuristic_inputs, portfolio,
                               run, scoring, trades, weight_inputs)
from feasibility import feasible
from heuristic import opportunities_by_heuristic
from planning import keep_feasible, plan, sequences_of
from ranking import in_order
from scenarios import SHIFTS, monte_carlo, stochastic
from switches import ALL_OFF, ALL_ON, only
from symbol_scores import symbol_scores
from target_weights import opportunities_from_weights

KEPT = only("keep_group_maps")
SEQUENCE = trades("-C7", "B6", "D40")
# multipliers of CCC, BBB, DDD
PATHS = ((1.010, 0.990, 1.005), (0.995, 1.000, 1.010), (1.020, 1.015, 0.985),
         (0.980, 0.985, 0.990), (1, 1, 1), (1.005, 1.010, 1.015), (0.990, 1.005, 0.995),
         (1.015, 0.995, 1.000), (0.985, 1.020, 1.005), (1.000, 0.980, 1.010))


def near(report, what, got, expected, digits=6):
    report.same(what, round(got, digits), round(expected, digits))


def scores_of_symbols(report):
    rounded = {"AAA": (1.000, 0.782, 0.835), "BBB": (0.974, 0.611, 0.499),
               "CCC": (0.751, 0.528, 0.316), "DDD": (0.954, 0.975, 0.970)}
    exact = {"AAA": (1, 0.782, 0.835), "BBB": (0.973848, 0.6105, 0.498667),
             "CCC": (0.750651, 0.5285, 0.316), "DDD": (0.954066, 0.975, 0.97)}
    for symbol, expected in rounded.items():
        report.same(symbol, symbol_scores(METRICS[symbol], ALL_OFF), expected)
        for got, wanted in zip(symbol_scores(METRICS[symbol], ALL_ON), exact[symbol]):
            near(report, f"{symbol} exactly", got, wanted)


def one_sequence(report):
    expected = {ALL_OFF: (33.576, 0.656, 0.655894, 0.665734),
                KEPT: (65.576, 0.736, 0.735894, 0.746934)}
    for on, (total, end, final, horizons) in expected.items():
        got = evaluate(SEQUENCE, scoring(), on)
        near(report, "total", got.portfolio_score.total, total)
        report.same("end", got.end.score, end)
        near(report, "final", got.score, final)
        near(report, "horizons", evaluate(SEQUENCE, scoring(True), on).score, horizons)
    got = evaluate(SEQUENCE, scoring(), KEPT)
    report.same("positions", got.walk.portfolio.positions,
                {"AAA": 4000.0, "BBB": 3600.0, "CCC": 800.0, "DDD": 1000.0})
    report.same("objectives", (round(got.objectives()[0], 3),) + got.objectives()[1:],
                (0.736, 0.656, 0.636, 10.6))
    report.same("cash", got.walk.cash, 600.0)


def corrected_sequence(report):
    got = evaluate(SEQUENCE, scoring(), ALL_ON)
    near(report, "total", got.portfolio_score.total, 65.576)
    near(report, "end", got.end.score, 0.7358974026, 10)
    near(report, "score", got.score, 0.7357914026, 10)
    near(report, "cash", got.walk.cash, 589.40)
    near(report, "cost", got.cost, 10.6)
    idle = score_portfolio(portfolio(), scoring(), ALL_ON)
    near(report, "idle total", idle[0].total, 63.588333)
    near(report, "idle", idle[1].score, 0.6603290789, 10)


def price_shifts(report):
    tables = {ALL_OFF: (0.647894, 0.651894, 0.655894, 0.659894, 0.663894, 0.651094),
              KEPT: (0.730894, 0.732894, 0.735894, 0.738894, 0.740894, 0.732894),
              ALL_ON: (0.725776, 0.731006, 0.735791, 0.739547, 0.743008, 0.729476)}
    cash = {ALL_OFF: (690, 645, 600, 555, 510), KEPT: (690, 645, 600, 555, 510)}
    for on, expected in tables.items():
        got = stochastic(SEQUENCE, scoring(), on)
        for shift, path, wanted in zip(SHIFTS, got.paths, expected):
            near(report, f"shift {shift}", path.score, wanted)
        near(report, "final", got.score, expected[-1])
        for path, wanted in zip(got.paths, cash.get(on, ())):
            near(report, "cash", path.walk.cash, wanted)
    corrected = stochastic(SEQUENCE, scoring(), ALL_ON)
    near(report, "corrected final", corrected.score, 0.7294762005, 10)
    for path, cost in zip(corrected.paths, (10.14, 10.37, 10.6, 10.83, 11.06)):
        near(report, "cost", path.cost, cost)


def given_paths(report):
    tables = {ALL_OFF: (0.655894, 0.656894, 0.654894, 0.654894, 0.655894, 0.656894, 0.655894,
                        0.654894, 0.656894, 0.655894),
              KEPT: (0.735894, 0.736894, 0.734894, 0.735894, 0.735894, 0.736894, 0.735894,
                     0.734894, 0.736894, 0.735894)}
    drawn = [dict(zip(("CCC", "BBB", "DDD"), path)) for path in PATHS]
    for on, expected in tables.items():
        got = monte_carlo(SEQUENCE, scoring(), on, drawn)
        for path, wanted in zip(got.paths, expected):
            near(report, "path", path.score, wanted)
        near(report, "final", got.score, 0.655194 if on is ALL_OFF else 0.735224)


def skipped_purchase(report):
    dear = trades("-C7", "D88")
    for shift, score, cash in ((0.0, 0.782902, 0), (-0.05, 0.777902, 75),
                               (0.05, 0.618902, 2235)):
        got = evaluate(dear, scoring(), KEPT, {"CCC": 1 + shift, "DDD": 1 + shift})
        near(report, f"score {shift}", got.score, score)
        near(report, f"cash {shift}", got.walk.cash, cash)
        near(report, f"cost {shift}", got.cost, 9.8)
    kept = feasible(dear, CASH, {"CCC": 15}, SECURITIES, 0.3, COSTS, ALL_ON)
    report.same("dropped with fees", kept, False)


def oversized_sale(report):
    got = evaluate(trades("-C20"), scoring(), ALL_OFF).walk
    report.same("credited in full", (got.portfolio.positions.get("CCC"), got.cash), (None, 3500))
    got = evaluate(trades("-C20"), scoring(), only("sell_at_most_held")).walk
    report.same("credited as held", (got.portfolio.positions.get("CCC"), got.cash), (None, 3000))


OPPORTUNITIES = {
    "profit_taking": [("CCC", 7, 1.5)], "averaging_down": [("BBB", 2, 1.0057142857142858)],
    "rebalance_sells": [],
    "rebalance_buys": [("DDD", 10, 0.6000000000000001), ("BBB", 2, 0.56),
                       ("CCC", 2, 0.37500000000000006)],
    "opportunity_buys": [("DDD", 10, 0.8), ("BBB", 2, 0.72)]}
GENERATED = (("B2",), ("-C7",), ("D10",), ("B2", "D10"), ("-C7", "B2"), ("D10", "B2"),
             ("-C7", "D10"), ("-C7", "B2", "D10"), ("-C7", "D10", "B2"))
# place in GENERATED, summed priority, reference score, score with the group maps kept
EVALUATED = ((7, 3.105714, 0.575917, 0.655917), (8, 3.02, 0.575917, 0.655917),
             (4, 2.505714, 0.556942, 0.634942), (6, 2.3, 0.563941, 0.641941),
             (3, 1.605714, 0.607951, 0.695951), (5, 1.52, 0.607951, 0.695951),
             (1, 1.5, 0.544966, 0.620966), (0, 1.005714, 0.588976, 0.674976),
             (2, 0.8, 0.595975, 0.681975))


def small_plan(report):
    lists = opportunities_by_heuristic(heuristic_inputs(), ALL_OFF)
    report.same("opportunities", {name: [(one.symbol, one.quantity, one.priority)
                                         for one in some] for name, some in lists.items()},
                OPPORTUNITIES)
    made = sequences_of(lists, run(), ALL_OFF)
    report.same("generated", [short(one) for one in made],
                [short(trades(*texts)) for texts in GENERATED])
    report.same("all feasible", keep_feasible(made, run(), ALL_OFF), list(range(9)))
    report.same("order", in_order(made), [row[0] for row in EVALUATED])
    for place, priority, reference, kept in EVALUATED:
        near(report, "priority", sum(one.priority for one in made[place]), priority)
        near(report, "score", evaluate(made[place], scoring(), ALL_OFF).score, reference)
        near(report, "kept", evaluate(made[place], scoring(), KEPT).score, kept)
    got = plan(made, run(), ALL_OFF)
    report.same("plan", short(got.sequence), short(trades("B2", "D10")))
    report.same("summary", tuple(got.summary().values()), (63.6, 60.8, -2.8, 450.0, 0, True))


def sets_of_the_small_plan(report):
    expected = {("B2", "D10", "C2"): 0.7073403697, ("B2", "D10"): 0.6960005902,
                ("D10", "C2"): 0.6931572097, ("B2", "C2"): 0.6858520184,
                ("D10",): 0.6818174302, ("B2",): 0.6745122389, ("C2",): 0.6716688584,
                (): 0.6603290789, ("-C7", "B2", "D10"): 0.6561933620,
                ("-C7", "D10"): 0.6420102021, ("-C7", "B2"): 0.6347050107,
                ("-C7",): 0.6205218507}
    kept = {("B2", "D10", "C2"): 0.706927, ("B2", "D10"): 0.695951, ("D10", "C2"): 0.692951,
            ("B2", "C2"): 0.685952, ("D10",): 0.681975, ("B2",): 0.674976, ("C2",): 0.671976}
    for texts, score in expected.items():
        near(report, str(texts), evaluate(trades(*texts), scoring(), ALL_ON).score, score, 10)
    for texts, score in kept.items():
        near(report, f"{texts} kept", evaluate(trades(*texts), scoring(), KEPT).score, score)
    falling = [evaluate(trades(*texts), scoring(), ALL_ON).score for texts in expected]
    report.same("falling", all(a > b for a, b in itertools.pairwise(falling)), True)


def target_weights(report):
    lists = opportunities_from_weights(weight_inputs(), ALL_OFF)
    got = {name: [(one.side, one.quantity, one.symbol, one.value_eur, one.priority)
                  for one in some] for name, some in lists.items() if some}
    report.same("lists", got, {
        "averaging_down": [("BUY", 12, "BBB", 1200.0, 12.0)],
        "rebalance_sells": [("SELL", 15, "CCC", 1500.0, 15.0),
                            ("SELL", 20, "AAA", 1000.0, 10.000000000000004)],
        "rebalance_buys": [("BUY", 20, "DDD", 500.0, 5.0)]})


EXAMPLES = (scores_of_symbols, one_sequence, corrected_sequence, price_shifts, given_paths,
            skipped_purchase, oversized_sale, small_plan, sets_of_the_small_plan, target_weights)
