"""The plan in docs/formats.md is what its own CSV examples give.

`--write` puts the plan of today into the page, under the id and times that stand there.
"""

import json
import re
import sys
import unittest

import bench
from bench import DEGRADED, DONE

PAGE = bench.ROOT / "docs" / "formats.md"
PLANNER = """base_currency = "EUR"
planning_date = "newest-price"
[country_groups]
EURO_AREA = ["Germany"]
UNITED_KINGDOM = ["United Kingdom"]
[country_targets]
EURO_AREA = 0.5
UNITED_KINGDOM = 0.5
"""
CSV = re.compile(r"\n```csv (\S+)\n(.*?\n)```", re.DOTALL)
PLAN = re.compile(r"(\n```json plan\.json\n)(.*?\n)(```)", re.DOTALL)
OF_ONE_RUN = ("plan_id", "created_ms", "run")


def planned_from(page):
    """Imports the page's examples into a household of their own and plans for it."""
    home = bench.Home()
    try:
        home.market.mkdir()
        for name, text in CSV.findall(page):
            (home.market / name).write_text(text, encoding="utf-8")
        (home.market / "planner.toml").write_text(PLANNER, encoding="utf-8")
        imported = home.run("import", "all", str(home.market), "-q")
        ran = home.run("plan", "--json", "-q")
        if imported.returncode != DONE or ran.returncode != DEGRADED:
            raise AssertionError(imported.stderr + ran.stderr)
        return json.loads(ran.stdout)
    finally:
        home.end()


class DocumentedPlan(unittest.TestCase):
    def test_it_is_what_the_examples_of_the_page_give(self):
        page = PAGE.read_text(encoding="utf-8")
        documented = json.loads(PLAN.search(page).group(2))
        planned = planned_from(page)
        for part in sorted(set(planned) - set(OF_ONE_RUN)):
            self.assertEqual(planned[part], documented[part], f"{part}: run this with --write")


def write():
    page = PAGE.read_text(encoding="utf-8")
    documented = json.loads(PLAN.search(page).group(2))
    planned = planned_from(page)
    planned.update({part: documented[part] for part in OF_ONE_RUN})
    text = json.dumps(planned, indent=2, ensure_ascii=False) + "\n"
    PAGE.write_text(PLAN.sub(lambda found: found.group(1) + text + found.group(3), page),
                    encoding="utf-8")


if __name__ == "__main__":
    write() if sys.argv[1:] == ["--write"] else unittest.main()
