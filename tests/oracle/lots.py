"""Share counts of trades that close a gap to a target weight."""

from arithmetic import whole_lots


def purchase_in_lots(worth, price, lot, rate, on):
    """Shares for `worth` euros. The reference raises a smaller purchase to one lot and knows no
    multiples; corrected, one lot is bought only if the gap pays for it."""
    shares = int(worth * rate / price)
    if not on.whole_lots:
        return max(shares, lot)
    return whole_lots(shares, max(1, lot))


def keep_a_lot(shares, held, lot):
    """A sale in whole lots that leaves nothing or at least one lot."""
    shares = whole_lots(min(shares, held), lot)
    if 0 < held - shares < lot:
        shares = max(0, whole_lots(held - lot, lot))
    return shares


def sale_in_lots(worth, price, held, lot, rate, known, on):
    """Shares to sell for `worth` euros; a security that is not known has no lots."""
    shares = int(worth * rate / price)
    if known and held <= lot:
        return 0
    if on.whole_lots:
        return keep_a_lot(shares, held, max(1, lot))
    if known and 0 < held - shares < lot:
        return int(held - lot)
    return shares
