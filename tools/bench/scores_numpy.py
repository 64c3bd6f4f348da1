#!/usr/bin/python3
"""The numbers behind a score as numpy computes them, to compare `bench scores` with: the same count
of securities and closes, one security at a time. Needs python3-numpy.
usage: scores_numpy.py [SECURITIES [CLOSES]]"""

import sys
import time

import numpy


def smoothed(values, start, share):
    for value in values:
        start += share * (value - start)
    return start


def values_of(closes, month_of_close):
    sums = numpy.bincount(month_of_close, weights=closes)
    monthly = (sums / numpy.bincount(month_of_close))[-150:]
    last = monthly[-60:]
    growth = (last[-1] / last[0]) ** (12 / (len(last) - 1)) - 1
    longer = (monthly[-1] / monthly[0]) ** (12 / (len(monthly) - 1)) - 1
    closes = closes[-400:]
    returns = closes[1:] / closes[:-1] - 1
    deviation = returns.std(ddof=1)
    sharpe = (returns.mean() - 0.02 / 252) / deviation * 252 ** 0.5
    below = numpy.minimum(returns, 0)
    sortino = returns.mean() * 252 / ((below ** 2).mean() ** 0.5 * 252 ** 0.5)
    falls = closes / numpy.maximum.accumulate(closes) - 1
    recent = returns[-59:].std(ddof=1)
    high = closes[-252:].max()
    momentum = 0.6 * (closes[-1] / closes[-30] - 1) + 0.4 * (closes[-1] / closes[-90] - 1)
    changes = numpy.diff(closes)
    gains, losses = numpy.maximum(changes, 0), numpy.maximum(-changes, 0)
    gain = smoothed(gains[14:], gains[:14].mean(), 1 / 14)
    loss = smoothed(losses[14:], losses[:14].mean(), 1 / 14)
    average = smoothed(closes[200:], closes[:200].mean(), 2 / 201)
    window = closes[-20:]
    place = (closes[-1] - window.mean() + 2 * window.std()) / (4 * window.std())
    return (growth, longer, deviation, sharpe, sortino, falls.min(), recent, closes[-1] / high,
            momentum, 100 - 100 / (1 + gain / loss), average, place)


def main(securities=5_000, closes=2_520):
    random = numpy.random.default_rng(1)
    months = numpy.arange(closes) // 21
    histories = [100 * numpy.cumprod(1 + random.uniform(-0.0196, 0.0204, closes))
                 for _ in range(100)]
    begin = time.process_time()
    for at in range(securities):
        values_of(histories[at % 100], months)
    print(f"{time.process_time() - begin:.3f} s for {securities} securities of {closes} closes, "
          f"numpy {numpy.__version__}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
