"""How recorded and computed values are held against each other."""


class Different(Exception):
    """Enough is known: something differs."""


class Report:
    """Counts what was compared and keeps the differences in words."""

    def __init__(self, name, stop_at_first=False):
        self.name, self.stop_at_first = name, stop_at_first
        self.values = 0
        self.near_ties = 0
        self.ties = 0
        self.differences = []

    def close(self, what, got, expected):
        """Raw values: 1e-9 relative; 1e-15 where zero is expected."""
        self.values += 1
        near = abs(got - expected) <= max(1e-9 * abs(expected), 1e-15) if (
            got is not None and expected is not None) else got == expected
        if not near:
            self._differs(what, got, expected)

    def _differs(self, what, got, expected):
        self.differences.append(f"{self.name} {what}: {got!r}, expected {expected!r}"[:600])
        if self.stop_at_first:
            raise Different

    def close_money(self, what, got, expected):
        """Amounts that one side keeps in millionths."""
        self.values += 1
        if abs(got - expected) > 1e-6:
            self._differs(what, got, expected)

    def same(self, what, got, expected):
        self.values += 1
        if got != expected:
            self._differs(what, got, expected)
