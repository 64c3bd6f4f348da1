"""The order in which sequences are scored, when scoring stops, and which stay in the beam."""

from actions import total_priority

GROUP, FEWEST, PLATEAU = 5, 10, 5


def in_order(sequences):
    """Returns the indices of the sequences, the highest summed priority first."""
    return sorted(range(len(sequences)), key=lambda i: total_priority(sequences[i]),
                  reverse=True)


class Beam:
    """The K best; the first one wins among equals."""

    def __init__(self, width):
        self.width, self.members = width, []

    def add(self, index, result):
        """Returns whether the new one changed the beam."""
        if len(self.members) >= self.width and result.score <= self.members[-1][1].score:
            return False
        self.members.append((index, result))
        self.members.sort(key=lambda member: member[1].score, reverse=True)
        del self.members[self.width:]
        return True


def dominated(ours, theirs):
    """Objectives: end score, diversification and risk up, cost down."""
    better = [theirs[i] >= ours[i] for i in range(3)] + [theirs[3] <= ours[3]]
    return all(better) and theirs != ours


class Frontier(Beam):
    def add(self, index, result):
        before, new = len(self.members), result.objectives()
        self.members = [one for one in self.members if not dominated(one[1].objectives(), new)]
        if not any(dominated(new, one[1].objectives()) for one in self.members):
            self.members.append((index, result))
        self.members.sort(key=lambda member: member[1].score, reverse=True)
        del self.members[self.width:]
        return len(self.members) > before


def score_all(sequences, beam, score, on):
    """Scores in groups of five until the early stop; returns (index, result) of what was scored."""
    scored, misses = [], 0
    order = in_order(sequences)
    for start in range(0, len(order), GROUP):
        changed = False
        for index in order[start:start + GROUP]:
            result = score(index)
            scored.append((index, result))
            entered = beam.add(index, result)
            changed = changed or entered
            misses += not entered
        enough = len(scored) >= min(FEWEST, len(order))
        if enough and not changed and misses >= PLATEAU and not on.no_early_stop:
            break
    return scored
