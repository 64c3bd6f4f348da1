"""Which candidates are kept: one for each security and side, and of a category the first ones or a
spread over countries."""

import dataclasses
import itertools

from actions import CATEGORIES
from arithmetic import clamp


def cluster_of(action, securities):
    security = (securities or {}).get(action.symbol)
    if security and security.get("country"):
        return "COUNTRY:" + security["country"]
    if security and security.get("industry"):
        return "INDUSTRY:" + security["industry"]
    return "SYMBOL:" + action.symbol[:3]


def clusters_of(actions, securities):
    """Returns the clusters, the one with the highest summed priority first."""
    clusters = {}
    for action in actions:
        clusters.setdefault(cluster_of(action, securities), []).append(action)
    return sorted(clusters.values(), key=lambda members: sum(one.priority for one in members),
                  reverse=True)


def _spread(actions, count, securities):
    clusters = clusters_of(actions, securities)
    share = max(1, count // len(clusters))
    chosen = []
    for members in clusters:
        chosen += members[:max(0, min(share, count - len(chosen)))]
    rest = [one for one in actions if one not in chosen]
    rest.sort(key=lambda one: one.priority, reverse=True)
    return chosen + rest[:max(0, count - len(chosen))]


def _bonus(action, chosen, securities, on):
    """The reference looks into a list that reads as empty while it is being sorted."""
    if not on.diversity_bonus:
        return 1.0
    key = cluster_of(action, securities)
    others = sum(cluster_of(one, securities) == key for one in chosen if one is not action)
    return 1.0 / (1.0 + 0.5 * others)


def select_diverse(actions, count, weight, securities, on):
    if len(actions) <= count:
        return list(actions)
    weight = clamp(weight, 0.0, 1.0)
    chosen = _spread(actions, count, securities)

    def merit(action):
        priority = action.priority / 100.0 if action.priority > 0 else 0.0
        return (1 - weight) * priority + weight * _bonus(action, chosen, securities, on)
    return sorted(chosen, key=merit, reverse=True)[:count]


def select(actions, settings, securities, on):
    count = settings["max_opportunities_per_category"]
    if not settings["enable_diverse_selection"]:
        return actions[:count]
    return select_diverse(actions, count, settings["diversity_weight"], securities, on)


def one_per_side(lists):
    """Keeps the best candidate of each security and side, in its category, with all tags."""
    best, tags = {}, {}
    for action in itertools.chain.from_iterable(lists[category] for category in CATEGORIES):
        key = (action.symbol, action.side)
        tags.setdefault(key, []).extend(tag for tag in action.tags if tag not in tags[key])
        if key not in best or action.priority > best[key].priority:
            best[key] = action
    return {category: [dataclasses.replace(one, tags=tuple(tags[one.symbol, one.side]))
                       for one in lists[category] if best[one.symbol, one.side] is one]
            for category in CATEGORIES}
