"""How recorded and computed values are held against each other."""


class Report:
    """Counts what was compared and keeps the first few differences in words."""

    def __init__(self, name):
        self.name = name
        self.cases = 0
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
            self.differences.append(f"{self.name} {what}: {got!r}, expected {expected!r}")

    def close_money(self, what, got, expected):
        """Amounts that one side keeps in millionths."""
        self.values += 1
        if abs(got - expected) > 1e-6:
            self.differences.append(f"{self.name} {what}: {got!r}, expected {expected!r}")

    def same(self, what, got, expected):
        self.values += 1
        if got != expected:
            self.differences.append(f"{self.name} {what}: {got!r}, expected {expected!r}"[:600])
