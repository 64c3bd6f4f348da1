"""The reference against the recorded single functions: scores, sizes, windfalls."""

from end_state import WEIGHTS, end_state
from portfolio import Portfolio, portfolio_score
from sizing import base_trade, buy_size
from symbol_scores import long_term_promise, stability, total_return
from windfall import windfall

PARTS = {"total_return": total_return, "long_term_promise": long_term_promise,
         "stability": stability}


def symbol_scores(case, on, report):
    for name, function in PARTS.items():
        expected = case["expect"][name]
        score, parts = function(case["metrics"])
        report.close(f"{name} raw", score, expected["raw"])
        report.same(f"{name} score", round(score, 3), expected["score"])
        for part, value in expected["parts"].items():
            report.close(f"{name} {part}", parts[part], value)


def expect_portfolio_score(score, expected, report):
    shown, names = score.shown(), ("diversification", "dividend", "quality", "total")
    for name in names:
        report.same(name, getattr(shown, name), expected[name])
        if expected["raw"] is not None:
            report.close(f"{name} raw", getattr(score, name), expected["raw"][name])


def portfolio_scores(case, on, report):
    expect_portfolio_score(portfolio_score(Portfolio.read(case["portfolio"])), case["expect"],
                           report)


def expect_end_state(got, expected, report):
    report.same("end state", got.score, expected["score"])
    if got.stability is None or expected.get("score_raw") is None:
        return
    report.close("end state raw", got.raw, expected["score_raw"])
    report.close("weighted total return", got.total_return, expected["weighted_total_return"])
    report.close("weighted promise", got.promise, expected["weighted_long_term_promise"])
    report.close("weighted stability", got.stability, expected["weighted_stability"])


def end_states(case, on, report):
    for profile in WEIGHTS:
        got = end_state(case["positions"], case["total_value"], case["diversification_score"],
                        case["metrics"], on, profile, case["opinion_score"])
        expect_end_state(got, case["expect"][profile], report)


def buy_sizing(case, on, report):
    got = buy_size(case["target_value_eur"], case["price"], case["min_lot"],
                   case["exchange_rate"])
    expected = case["expect"]
    report.same("quantity", got.quantity, expected["quantity"])
    report.same("lots", got.lots, expected["num_lots"])
    report.close("native", got.value_native, expected["value_native"])
    report.close("eur", got.value_eur, expected["value_eur"])


def min_trade_amount(case, on, report):
    report.close("amount", base_trade(case["fixed"], case["percent"]), case["expect"])


def _percent(fraction):
    """The reference keeps four decimals of the fraction and shows one of the percentage."""
    return round(round(fraction, 4) * 100, 1)


def windfalls(case, on, report):
    got = windfall(case["current_price"], case["avg_price"], case["first_bought_at"],
                   case["metrics"], case["as_of"], on)
    expected = case["expect"]
    report.same("gain", round(got.gain * 100, 1), expected["current_gain_pct"])
    report.same("years", round(got.years, 2), expected["years_held"])
    report.same("growth", _percent(got.growth), expected["historical_cagr_pct"])
    report.same("excess", _percent(got.excess), expected["excess_gain_pct"])
    report.same("score", got.score, expected["windfall_score"])
    advice = expected["recommendation"]
    report.same("sells", got.share > 0, advice["take_profits"])
    report.close("share", round(got.share * 100), advice["suggested_sell_pct"])


GROUPS = {"symbol_scores": symbol_scores, "portfolio_score": portfolio_scores,
          "end_state": end_states, "buy_sizing": buy_sizing,
          "min_trade_amount": min_trade_amount, "windfall": windfalls}
