"""A source of chance that gives what was recorded, and objects when asked for something else."""


class Replay:
    def __init__(self, draws):
        self.draws = list(draws)
        self.used = 0

    def _next(self, kind, asked):
        if self.used >= len(self.draws):
            raise LookupError(f"asked for {kind} {asked}, but nothing more was recorded")
        draw = self.draws[self.used]
        self.used += 1
        if draw.get(kind) != asked:
            raise LookupError(f"asked for {kind} {asked}, but recorded was {draw}")
        return draw

    def randint(self, low, high):
        return self._next("randint", [low, high])["value"]

    def choices(self, weights, count):
        draw = self._next("choices", [len(weights), count])
        picked = [pick(weights, u) for u in draw["u"]]
        if picked != draw["index"]:
            raise LookupError(f"picked {picked}, but recorded was {draw}")
        return picked

    def finished(self):
        return self.used == len(self.draws)


def pick(weights, u):
    """Returns the first index whose running sum of weights lies above u of the whole."""
    total = sum(weights)
    running = 0.0
    for i, weight in enumerate(weights):
        running += weight
        if u * total < running:
            return i
    return len(weights) - 1
