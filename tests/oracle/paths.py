"""Reproducible random price paths: a draw follows from the seed, the path and the symbol alone."""

import math
import statistics

from arithmetic import clamp
from symbol_scores import volatility_of_paths

WORD = 0xFFFFFFFF
SESSIONS = 252
NORMAL = statistics.NormalDist()


def philox(counter, key):
    """Ten rounds of Philox 4x32."""
    a, b, c, d = counter
    low, high = key
    for _ in range(10):
        first, second = 0xD2511F53 * a, 0xCD9E8D57 * c
        a, b, c, d = ((second >> 32) ^ b ^ low, second & WORD,
                      (first >> 32) ^ d ^ high, first & WORD)
        low, high = (low + 0x9E3779B9) & WORD, (high + 0xBB67AE85) & WORD
    return a, b, c, d


def uniform(seed, path, index):
    """Inside (0, 1), of the first two words."""
    block = philox((index & WORD, index >> 32, path & WORD, path >> 32),
                   (seed & WORD, seed >> 32))
    return (((block[1] << 32 | block[0]) >> 12) + 0.5) * 2.0 ** -52


def normal(seed, path, index):
    return NORMAL.inv_cdf(uniform(seed, path, index))


def multiplier(volatility, horizon, draw):
    return clamp(math.exp(volatility * math.sqrt(horizon / SESSIONS) * draw), 0.5, 2.0)


def shared_paths(symbols, metrics, seed, count, horizon, on):
    """Returns one map of multipliers for each path, the same for every sequence."""
    widths = {symbol: volatility_of_paths(metrics.get(symbol) or {}, symbol in metrics, on)
              for symbol in symbols}
    return [{symbol: multiplier(widths[symbol], horizon, normal(seed, path, index))
             for index, symbol in enumerate(sorted(symbols))} for path in range(count)]
