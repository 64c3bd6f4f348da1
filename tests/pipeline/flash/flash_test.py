"""The script that puts the sketch onto a board: with a stand-in for Arduino's program, and a router
of the test's own on a real socket."""

import contextlib
import os
import pathlib
import socket
import subprocess
import tempfile
import threading
import unittest

SCRIPT = pathlib.Path(__file__).resolve().parents[3] / "hardware" / "sketch" / "flash.sh"
CALL = b"\x94\x00\x01\xa8hw/hello\x90"
HELLO = b"\x94\x01\x01\xc0\xce\x01\x0d\x08\x08"
MISSING = b"\x94\x01\x01\x92\x02\xa7missing\xc0"
OTHER = b"\x94\x01\x01\xc0\xce\x02\x0d\x08\x08"
STAND_IN = """#!/bin/sh
echo "$@" >>"$0.log"
case "$1" in
  core) echo "ID             Installed Latest Name"; echo "$CORE" ;;
  compile) ls "$5" >"$0.sketch"; head -n 1 "$5/sketch.ino" >"$0.first"; exit "${FAILS:-0}" ;;
esac
"""


class Router(threading.Thread):
    """Says the next of its answers to each call, the last one for ever."""

    def __init__(self, path, answers):
        super().__init__(daemon=True)
        self.answers, self.calls = list(answers), []
        self.listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.listener.bind(str(path))
        self.listener.listen()
        self.start()

    def run(self):
        while True:
            try:
                peer, _ = self.listener.accept()
            except OSError:
                return
            with peer, contextlib.suppress(OSError):  # who has heard enough leaves
                self.calls.append(peer.recv(4096))
                answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
                for at in range(len(answer)):
                    peer.sendall(answer[at:at + 1])
                peer.recv(1)  # until the other side is content

    def end(self):
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self.join()


class Flash(unittest.TestCase):
    def setUp(self):
        made = tempfile.TemporaryDirectory(prefix="ballast-flash-")
        self.addCleanup(made.cleanup)
        self.folder = pathlib.Path(made.name)
        self.socket = self.folder / "router.sock"
        self.programs = self.folder / "bin"
        self.programs.mkdir()
        self.environment = {"PATH": f"{self.programs}:/usr/bin:/bin",
                            "CORE": "arduino:zephyr 0.55.0    0.55.0 Arduino UNO Q"}

    def put_stand_in(self):
        program = self.programs / "arduino-cli"
        program.write_text(STAND_IN, encoding="utf-8")
        program.chmod(0o755)

    def router(self, *answers):
        router = Router(self.socket, answers)
        self.addCleanup(router.end)
        return router

    def flash(self, code, *words, seconds="3", **changed):
        ran = subprocess.run([SCRIPT, "--socket", self.socket, "--seconds", seconds, *words],
                             env=dict(self.environment, **changed), text=True, timeout=60,
                             capture_output=True, stdin=subprocess.DEVNULL, check=False)
        self.assertEqual(ran.returncode, code, ran.stdout + ran.stderr)
        return ran.stderr if code else ran.stdout

    def told(self):
        return (self.programs / "arduino-cli.log").read_text(encoding="utf-8").splitlines()

    def test_it_uploads_and_waits_until_the_sketch_answers(self):
        self.put_stand_in()
        router = self.router(MISSING, MISSING, HELLO)
        self.assertTrue(self.flash(0, seconds="30").endswith("The sketch answers.\n"))
        self.assertEqual(router.calls, [CALL] * 3)
        upload = self.told()[-1].split()
        self.assertEqual(upload[:4], ["compile", "--upload", "--fqbn", "arduino:zephyr:unoq"])
        copied = (self.programs / "arduino-cli.sketch").read_text(encoding="utf-8").split()
        self.assertEqual(copied, ["display_core.h", "sketch.ino", "sketch.yaml"])
        self.assertFalse(os.path.exists(upload[4]), "the copy is left behind")

    def test_the_sketch_tells_its_names_again_only_where_that_is_wished(self):
        self.put_stand_in()
        self.router(HELLO)
        first = self.programs / "arduino-cli.first"
        self.flash(0)
        self.assertTrue(first.read_text(encoding="utf-8").startswith("//"))
        self.flash(0, "--tell-names-again")
        self.assertEqual(first.read_text(encoding="utf-8"), "#define TELL_NAMES_AGAIN 1\n")
        shown = self.flash(0, "--help")
        self.assertIn("--tell-names-again", shown)
        self.assertNotIn("set -e", shown)

    def test_a_sketch_that_does_not_answer_is_said(self):
        self.put_stand_in()
        self.router(MISSING)
        self.assertIn("no sketch of Ballast", self.flash(1, seconds="1"))

    def test_another_protocol_is_said(self):
        self.put_stand_in()
        self.router(OTHER)
        self.assertIn("another protocol", self.flash(1, seconds="1"))

    def test_an_upload_that_fails_is_not_waited_for(self):
        self.put_stand_in()
        router = self.router(HELLO)
        self.assertIn("could not compile or upload", self.flash(1, FAILS="1"))
        self.assertEqual(router.calls, [])

    def test_what_is_missing_is_said_before_anything_is_done(self):
        self.assertIn("arduino-cli is not installed", self.flash(2))
        self.put_stand_in()
        self.assertIn("is no socket", self.flash(2))
        self.router(HELLO)
        self.assertIn("arduino-cli core install arduino:zephyr", self.flash(2, CORE=""))
        self.assertNotIn("compile", " ".join(self.told()))
        self.assertIn("unknown argument '--fast'", self.flash(2, "--fast"))
        self.assertIn("'soon' is no number", self.flash(2, seconds="soon"))


if __name__ == "__main__":
    unittest.main()
