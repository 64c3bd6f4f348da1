"""`ballast plan --trace`: slices nest, fill the plan's time, and tell every batch of the ledger."""

import collections
import json
import pathlib
import unittest

import bench

ROUNDING_US = 0.01
WORK_ROW = 1  # of an actor; other rows have names of their own


class Trace:
    """A trace file, checked as Perfetto reads it."""

    def __init__(self, path):
        events = json.loads(pathlib.Path(path).read_text(encoding="utf-8"))["traceEvents"]
        self.events = events
        self.names = {event["pid"]: event["args"]["name"] for event in events
                      if event["name"] == "process_name"}
        self.slices = [event for event in events if event["ph"] == "X"]
        self.arrows = [event for event in events if event["ph"] in "stf"]

    def of(self, category):
        return [one for one in self.slices if one["cat"] == category]

    def track(self, one):
        return self.names[one["pid"]]


class Tracing:
    """What holds for every plan, in a cluster or in this process."""

    def traced(self, *words):
        path = str(self.home.folder / "plan.trace")
        report = json.loads(self.ballast("plan", "--trace", path, "--json", *words).stdout)
        return report, Trace(path)

    def check_form(self, trace):
        """What the Trace Event Format asks of every event, by its phase."""
        also = {"M": {"args"}, "X": {"ts", "dur", "cat"}, "s": {"ts", "id", "cat"},
                "t": {"ts", "id", "cat"}, "f": {"ts", "id", "cat"}}
        for one in trace.events:
            self.assertLessEqual({"ph", "name", "pid", "tid"} | also[one["ph"]], set(one), one)
            self.assertTrue(isinstance(one["name"], str) and one["name"], one)
            for name in {"pid", "tid", "id"} & set(one):
                self.assertIsInstance(one[name], int, one)
            for name in {"ts", "dur"} & set(one):
                self.assertIsInstance(one[name], (int, float), one)
                self.assertGreaterEqual(one[name], 0, one)
            self.assertEqual(one.get("bp"), "e" if one["ph"] == "f" else None, one)
        self.assertEqual({one["pid"] for one in trace.events}, set(trace.names))

    def check_order(self, trace):
        """Slices of a track and ends of an arrow are in the order of time; each has a name."""
        tracks = collections.defaultdict(list)
        for one in trace.slices:
            tracks[one["pid"], one["tid"]].append(one["ts"])
        ways = collections.defaultdict(list)
        for arrow in trace.arrows:
            ways[arrow["id"]].append(arrow["ts"])
        for times in (*tracks.values(), *ways.values()):
            self.assertEqual(times, sorted(times))
        named = collections.Counter((one["name"], one["pid"], one["tid"]) for one in trace.events
                                    if one["ph"] == "M")
        self.assertEqual(set(named.values()), {1})
        self.assertEqual(len(trace.names), len(set(trace.names.values())))
        rows = {(pid, tid) for name, pid, tid in named if name == "thread_name"}
        self.assertLessEqual({track for track in tracks if track[1] != WORK_ROW}, rows)

    def check_nesting(self, trace):
        tracks = collections.defaultdict(list)
        for one in trace.slices:
            tracks[one["pid"], one["tid"]].append((one["ts"], one["ts"] + one["dur"]))
        for spans in tracks.values():
            open_ends = []
            for begin, end in sorted(spans, key=lambda span: (span[0], -span[1])):
                while open_ends and open_ends[-1] <= begin + ROUNDING_US:
                    open_ends.pop()
                if open_ends:
                    self.assertLessEqual(end, open_ends[-1] + ROUNDING_US)
                open_ends.append(end)

    def check_time(self, report, trace):
        (plan,) = trace.of("plan")
        self.assertEqual(trace.track(plan), f"coordinator-1@{self.board}")
        end = 0
        for stage in sorted(trace.of("stage"), key=lambda one: one["ts"]):
            self.assertAlmostEqual(stage["ts"], end, delta=ROUNDING_US)
            end = stage["ts"] + stage["dur"]
        self.assertAlmostEqual(end, plan["dur"], delta=ROUNDING_US)
        self.assertGreaterEqual(plan["dur"], 1000 * (report["run"]["elapsed_ms"] - 1))

    def check_ledger(self, report, trace):
        ledger = report["run"]["ledger"]
        self.assertTrue(ledger["balances"])
        batches = trace.of("batch")
        leases = [(one["args"]["run"], one["args"]["batch"], one["args"]["attempt"])
                  for one in batches]
        self.assertEqual(len(leases), len(set(leases)))
        self.assertEqual(len(leases), ledger["leased"])
        self.assertEqual(len({lease[:2] for lease in leases}), ledger["issued"])
        fates = collections.Counter(one["args"]["fate"] for one in batches)
        self.assertEqual(fates["applied"], ledger["applied"])
        self.assertEqual(fates["duplicate"], ledger["duplicates"])
        workers = collections.Counter(trace.track(one) for one in batches)
        self.assertEqual(workers, {one["name"]: one["leased"] for one in ledger["workers"]})

    def check_arrows(self, trace):
        ways = collections.defaultdict(str)
        for arrow in trace.arrows:
            ways[arrow["id"]] += arrow["ph"]
            self.assertTrue(any(
                (one["pid"], one["tid"]) == (arrow["pid"], arrow["tid"]) and
                one["ts"] - ROUNDING_US <= arrow["ts"] <= one["ts"] + one["dur"] + ROUNDING_US
                for one in trace.slices), arrow)
        self.assertEqual(len(ways), len(trace.of("batch")) + len(trace.of("command")))
        self.assertLessEqual(set(ways.values()), {"stf", "sf"})

    def test_a_trace_tells_the_whole_plan(self):
        report, trace = self.traced()
        self.assertGreater(report["run"]["ledger"]["issued"], 0)
        self.check_form(trace)
        self.check_order(trace)
        self.check_nesting(trace)
        self.check_time(report, trace)
        self.check_ledger(report, trace)
        self.check_arrows(trace)
        commands = collections.Counter(one["name"] for one in trace.of("command"))
        self.assertLessEqual({"GetPortfolio", "GetUniverse", "GetTradeHistory"}, set(commands))
        self.assertEqual(report["decision_hash"], self.report("plan")["decision_hash"])


class InACluster(Tracing, bench.CliTest):
    cluster = True
    board = "home"

    def test_a_place_that_cannot_be_written_is_told(self):
        self.assertIn("this file cannot be written",
                      self.ballast("plan", "--trace", "/nowhere/trace", code=bench.ERROR).stderr)

    def test_lines_of_the_log_carry_the_plan_and_the_message(self):
        plan = self.report("plan")["plan_id"]
        log = (self.home.folder / "coordinator-1.log").read_text(encoding="utf-8")
        lines = [line for line in map(json.loads, log.splitlines()) if line.get("plan") == plan]
        begin, end = lines
        self.assertEqual((begin["sentence"], begin["level"]), ("a plan begins", "info"))
        self.assertRegex(begin["message"], "^[0-9a-f-]{36}$")
        self.assertRegex(end["sentence"], r"^the plan is (completed|degraded) after \d+ ms$")
        self.assertEqual(end["actor"], "coordinator-1@home")


class InThisProcess(Tracing, bench.CliTest):
    board = "local"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.home.score_every_set()

    def traced(self, *words):
        return super().traced("--local", *words)


if __name__ == "__main__":
    unittest.main()
