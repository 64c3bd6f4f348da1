"""The programs of the package for 64-bit Arm, under an emulator: they say who they are, hold to
their size, and plan what the programs of this machine plan, to the byte."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

PACKAGE = pathlib.Path(os.environ["BALLAST_PACKAGE"]).resolve()
ROOT = pathlib.Path(__file__).resolve().parents[2]
EMULATOR = "qemu-aarch64"
NATIVE = pathlib.Path(os.environ.get("BALLAST_PROGRAM", ROOT / "build/tools/ballast/ballast"))
PROGRAM_BYTES_MOST = 8 << 20


class Emulated(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="ballast-arm64-"))
        self.addCleanup(shutil.rmtree, self.folder)
        subprocess.run(["dpkg-deb", "-x", PACKAGE, self.folder / "root"], check=True)
        self.environment = {"PATH": os.environ["PATH"], "HOME": str(self.folder),
                            "BALLAST_CLUSTER": str(ROOT / "etc/cluster.toml"),
                            "BALLAST_STATE_DIR": str(self.folder / "state"),
                            "BALLAST_RUNTIME_DIR": str(self.folder / "run")}

    def program(self, path):
        return self.folder / "root/usr" / path

    def output_of(self, *words):
        ran = subprocess.run([str(word) for word in words], env=self.environment, text=True,
                             stdin=subprocess.DEVNULL, capture_output=True, check=False)
        self.assertEqual(ran.returncode, 0, ran.stderr)
        return ran.stdout

    def test_it_is_for_64_bit_arm_and_small(self):
        self.assertEqual(self.output_of("dpkg-deb", "-f", PACKAGE, "Architecture"), "arm64\n")
        for path in ("bin/ballast", "lib/ballast/ballast-actor"):
            size = self.program(path).stat().st_size
            print(f"{path}: {size} bytes of {PROGRAM_BYTES_MOST}")
            self.assertLessEqual(size, PROGRAM_BYTES_MOST)
            told = self.output_of(EMULATOR, self.program(path), "--version")
            self.assertEqual(told.split()[0], self.program(path).name)

    def test_it_plans_what_this_machine_plans(self):
        market = self.folder / "market"
        self.output_of(EMULATOR, self.program("bin/ballast-sample-market"), "--out", market)
        ballast = self.program("bin/ballast")
        self.output_of(EMULATOR, ballast, "import", "-q", "all", market)
        for words in ((), ("--risk", "monte-carlo"), ("--objectives",)):
            wish = ("plan", "--local", "--json", "--date", "newest-price", *words)
            with self.subTest(words):
                there = json.loads(self.output_of(EMULATOR, ballast, *wish))
                alike = json.loads(self.output_of(NATIVE, *wish))
                self.assertEqual(there["decision_hash"], alike["decision_hash"])
                print(f"plan {' '.join(words)}: {there['decision_hash']} on both")


if __name__ == "__main__":
    if not shutil.which(EMULATOR):
        sys.exit(f"test-package: the package was not tried: install qemu-user for {EMULATOR}")
    if not NATIVE.exists():
        sys.exit(f"test-package: the package was not tried: {NATIVE} is not built, to compare with")
    unittest.main(verbosity=2)
