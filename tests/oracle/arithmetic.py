"""The few numeric rules that all of the reference shares.

Sums run plainly from left to right; round() rounds the exact value, ties to even.
"""


def clamp(value, low, high):
    return max(low, min(high, value))


def rounded(value, digits, on):
    """Rounds as the reference does inside the pipeline, or not at all once corrected."""
    return value if on.no_rounding else round(value, digits)


def whole_lots(shares, lot):
    """Shares cut down to a whole number of lots."""
    return int(shares // lot) * lot


def mean(values):
    return sum(values) / len(values)
