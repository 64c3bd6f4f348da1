"""What a tap has shown of plans and workers so far, to wait for instead of sleeping."""

import json
import subprocess
import threading
import time

PLANS = ("CreatePlan", "PlanProgress", "PlanCompleted")
WORK = ("WorkerHello", "Batch", "BatchResult")


class Watch:
    """A running `ballast tap`. Frames may be missed while the broker is down: every wait is told
    when it need not go on."""

    def __init__(self, board, types=PLANS):
        self._changed = threading.Condition()
        self.plan = ""  # the newest
        self.progress = {}  # of each plan, the newest
        self.stages = {}  # of each plan, when each was first seen
        self.hellos = {}  # of each worker, when it said it last
        self.retries = []  # when a batch was leased again
        self.answers = {}  # of each worker, how many
        self._tap = board.begin("tap", "--json", "-q", *(f"type={name}" for name in types))
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self):
        for line in self._tap.stdout:
            frame = json.loads(line)
            with self._changed:
                self._take(frame["header"], frame["body"])
                self._changed.notify_all()

    def _take(self, header, body):
        kind, sender = header["type"], header["sender"]
        if kind in PLANS:
            self.plan = max(self.plan, body["plan_id"])  # ids rise with time
        if kind == "PlanProgress":
            self.progress[body["plan_id"]] = body
            self.stages.setdefault(body["plan_id"], {}).setdefault(body["stage"], time.monotonic())
        elif kind == "WorkerHello":
            self.hellos[sender] = time.monotonic()
        elif kind == "Batch":
            if body["attempt"] > 1:
                self.retries.append(time.monotonic())
        elif kind == "BatchResult":
            self.answers[sender] = self.answers.get(sender, 0) + 1

    def until(self, condition, over=lambda: False, seconds=60):
        """Waits until `condition(self)` holds. Returns False when `over()` came first."""
        deadline = time.monotonic() + seconds
        with self._changed:
            while not condition(self):
                if over():
                    return False
                if time.monotonic() > deadline:
                    raise AssertionError(f"waited {seconds} s in vain; progress {self.progress}")
                self._changed.wait(0.02)
        return True

    def share_of(self, plan, usual_seconds=1.0):
        """The part of its search that is done; where nobody knows that, of the time it may take."""
        told = self.progress.get(plan, {})
        if told.get("total"):
            return told["done"] / told["total"]
        began = self.stages.get(plan, {}).get("searching")
        return (time.monotonic() - began) / usual_seconds if began else 0.0

    def kept_share_of(self, plan):
        """The part of its search that a coordinator that is restarted does not repeat."""
        told = self.progress.get(plan, {})
        return told["kept"] / told["total"] if told.get("total") else 0.0

    def end(self):
        self._tap.terminate()
        try:
            self._tap.wait(5)
        except subprocess.TimeoutExpired:
            self._tap.kill()
            self._tap.wait()
        self._thread.join(5)
        self._tap.stdout.close()
        self._tap.stderr.close()
