"""An actor that may have no more memory says so and ends; the plan is what it was."""

import json
import pathlib
import subprocess
import unittest

import bench


class WithoutMemory:
    wish = ("plan", "--set", "max_candidates=30", "--risk", "monte-carlo", "--paths", "500",
            "--depth", "3")

    @classmethod
    def prepare(cls):
        super().prepare()
        # What is freed goes back to the system at once, so that what is needed next is new memory.
        cls.home.environment.update({"MALLOC_TOP_PAD_": "0", "MALLOC_TRIM_THRESHOLD_": "0",
                                     "MALLOC_MMAP_THRESHOLD_": "4096"})

    def limit(self, name):
        """No more address space than the actor has now."""
        pid = self.home.actors[name].pid
        status = pathlib.Path(f"/proc/{pid}/status").read_text(encoding="ascii")
        size = next(line.split()[1] for line in status.splitlines() if line.startswith("VmSize"))
        subprocess.run(["prlimit", "--pid", str(pid), f"--as={int(size) * 1024}:"], check=True)


class Evaluators(WithoutMemory, bench.CliTest):
    cluster = True

    def test_an_evaluator_ends_with_a_sentence_and_its_work_goes_to_others(self):
        expected = self.report(*self.wish, "--local")["decision_hash"]
        self.report("plan")  # so that all its threads are there
        ended = self.home.actors["evaluator-1"]
        self.limit("evaluator-1")
        for _ in range(20):
            self.assertEqual(self.report(*self.wish)["decision_hash"], expected)
            if ended.poll() is not None:
                break
        bench.wait_for(lambda: ended.poll() is not None, "the evaluator to end")
        log = (self.home.folder / "evaluator-1.log").read_text(encoding="utf-8")
        self.assertIn("out of memory", log.lower())
        self.home.start("evaluator", 1)
        bench.wait_for(lambda: self.home.ready() == set(self.home.actors), "another evaluator")
        self.assertEqual(self.report(*self.wish)["decision_hash"], expected)


class Generators(WithoutMemory, bench.CliTest):
    cluster = True

    def test_a_generator_ends_with_a_sentence_and_the_plan_goes_on_with_the_next(self):
        expected = self.report(*self.wish, "--local")["decision_hash"]
        self.report("plan")
        ended = self.home.actors["generator-1"]
        self.limit("generator-1")
        for _ in range(20):
            planning = self.home.begin(*self.wish, "--json", "-q")
            bench.wait_for(lambda: ended.poll() is not None or planning.poll() is not None,
                           "the end of the generator or of the plan")
            if ended.poll() is not None:
                self.home.start("generator", 1)
            shown = planning.communicate(timeout=bench.WAIT_SECONDS)[0]
            self.assertEqual(json.loads(shown)["decision_hash"], expected)
            if ended.poll() is not None:
                break
        self.assertIsNotNone(ended.poll(), "the generator never wanted more memory")
        log = (self.home.folder / "generator-1.log").read_text(encoding="utf-8")
        self.assertIn("out of memory", log.lower())


if __name__ == "__main__":
    unittest.main()
