"""How good a sequence is when prices move: five common shifts, or many drawn paths."""

import dataclasses

from arithmetic import mean
from evaluation import evaluate

SHIFTS = (-0.10, -0.05, 0.0, 0.05, 0.10)


@dataclasses.dataclass
class Outlook:
    """The evaluations of all scenarios and the one number that comes of them."""
    score: float
    paths: list
    shown: object  # the evaluation whose breakdown is shown
    statistics: dict

    def objectives(self):
        """The other three objectives come from the scenario that is shown."""
        return (self.score,) + self.shown.objectives()[1:]


def symbols_of(sequence):
    return list(dict.fromkeys(action.symbol for action in sequence))


def stochastic(sequence, scoring, on, shifts=SHIFTS):
    symbols = set(symbols_of(sequence))
    if on.revalue_in_scenarios:
        symbols |= set(scoring.portfolio.positions)
    paths = [evaluate(sequence, scoring, on, {symbol: 1.0 + shift for symbol in symbols})
             for shift in shifts]
    scores = [path.score for path in paths]
    worst, average = min(scores), mean(scores)
    final = 0.6 * worst + 0.4 * average
    return Outlook(final, paths, paths[len(paths) // 2],
                   {"worst": worst, "average": average, "final": final})


def percentiles(scores):
    ordered = sorted(scores)
    return {"worst": ordered[0], "best": ordered[-1], "p10": ordered[int(len(ordered) * 0.10)],
            "p90": ordered[int(len(ordered) * 0.90)], "average": mean(scores)}


def median_index(scores):
    """The path whose score is the median: the lower of two, of equals by their order."""
    return sorted(range(len(scores)), key=scores.__getitem__)[(len(scores) - 1) // 2]


def monte_carlo(sequence, scoring, on, multipliers_of_paths):
    """One map of multipliers for each path."""
    paths = [evaluate(sequence, scoring, on, one) for one in multipliers_of_paths]
    scores = [path.score for path in paths]
    statistics = percentiles(scores)
    statistics["final"] = (0.4 * statistics["worst"] + 0.3 * statistics["p10"]
                           + 0.3 * statistics["average"])
    shown = paths[median_index(scores) if on.median_path else len(paths) // 2]
    return Outlook(statistics["final"], paths, shown, statistics)
