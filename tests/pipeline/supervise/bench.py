"""A board of stand-in actors in a folder of its own, under the real supervisord."""

import contextlib
import json
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

HERE = pathlib.Path(__file__).resolve().parent
SUPERVISE = HERE.parents[2] / "tools" / "supervise"
ROLES = ("broker", "portfolio", "evaluator", "coordinator")
WAIT_SECONDS = 60


class Board(unittest.TestCase):
    """Every test gets a fresh board, and leaves nothing running."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="ballast-"))
        self.runtime = self.folder / "run"
        self.cluster = self.folder / "cluster.json"
        self.environment = dict(os.environ, BALLAST_BIN=str(HERE / "programs"))
        self.environment.pop("BALLAST_BOARD", None)
        self.write()
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.addCleanup(self.end_all)

    def write(self, **more):
        numbered = [(role, number) for role in ROLES
                    for number in range(1, 3 if role == "evaluator" else 2)]
        self.cluster.write_text(json.dumps({
            "name": "test", "board": "one", "runtime_dir": str(self.runtime),
            "state_dir": str(self.folder / "state"),
            "instances": [{"role": role, "instance": f"{role}-{number}@one", "number": number}
                          for role, number in numbered], **more}), encoding="utf-8")

    def supervise(self, *words, code=0):
        ran = subprocess.run([SUPERVISE, words[0], "--cluster", self.cluster, "--board", "one",
                              *words[1:]], env=self.environment, capture_output=True, text=True,
                             stdin=subprocess.DEVNULL, timeout=WAIT_SECONDS, check=False)
        self.assertEqual(ran.returncode, code, f"{words}: {ran.stdout}{ran.stderr}")
        return ran

    def refused(self, *words, code=1):
        """Runs a command that must fail with one sentence, which is returned."""
        ran = self.supervise(*words, code=code)
        self.assertNotIn("Traceback", ran.stderr)
        return ran.stderr.strip()

    def status(self):
        shown = json.loads(self.supervise("status", "--json").stdout)
        return {one["instance"]: one for one in shown["actors"]}

    def noted(self):
        """What the stand-in actors wrote when they started and stopped, in that order."""
        path = self.runtime / "events"
        return path.read_text(encoding="utf-8").splitlines() if path.exists() else []

    def running(self):
        """Every live process that names this board's folder, supervisord included."""
        found = []
        for entry in pathlib.Path("/proc").iterdir():
            with contextlib.suppress(OSError):
                words = (entry / "cmdline").read_bytes()
                if entry.name.isdigit() and str(self.folder).encode() in words:
                    found.append(int(entry.name))
        return found

    def supervisord(self):
        path = self.runtime / "supervise" / "one" / "supervisord.pid"
        return int(path.read_text(encoding="utf-8"))

    def sockets(self):
        return [path for path in self.runtime.rglob("*") if path.is_socket()]

    def wait_for(self, condition, what):
        deadline = time.monotonic() + WAIT_SECONDS
        while not condition():
            self.assertLess(time.monotonic(), deadline, f"waited in vain for {what}")
            time.sleep(0.02)

    def end_all(self):
        for process in self.running():
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        self.wait_for(lambda: not self.running(), "the end of all processes")
