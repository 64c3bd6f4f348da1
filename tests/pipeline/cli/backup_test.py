"""`ballast backup` and `ballast restore`: of a running cluster, of one that is not, of rubbish."""

import json
import shutil
import unittest

import bench
from bench import ERROR, USAGE


class Stores(bench.CliTest):
    """What holds with and without a running cluster."""

    def backup(self, name="backup"):
        return self.report("backup", self.home.folder / name)

    def deposit(self, identity):
        path = self.home.write("ledger.csv", "date,kind,id,amount,currency\n"
                               f"2026-01-05,deposit,{identity},250.5,EUR\n")
        self.assertEqual(self.report("import", "ledger", path)[0]["added"], 1)

    def books(self):
        books = self.report("portfolio")
        return books["entries"], books["state_hash"]


class Running(Stores):
    cluster = True

    def test_what_was_backed_up_while_it_ran_comes_back_while_it_runs(self):
        before = self.books()
        made = self.backup()
        files = {store["file"]: store for store in made["stores"]}
        self.assertEqual(set(files), {"trading.db", "paper.db", "portfolio.db", "universe.db",
                                      "plans.db"})
        self.assertEqual(files["portfolio.db"]["entries"], before[0])
        self.deposit("later")
        self.assertNotEqual(self.books(), before)
        later = self.home.contents()
        ran = self.ballast("restore", self.home.folder / "backup")
        self.assertIn("portfolio", ran.stdout)
        for role in ("coordinator", "portfolio", "trading", "universe"):
            self.home.actors.pop(f"{role}-1").wait(timeout=bench.WAIT_SECONDS)
            self.home.start(role)
        bench.wait_for(lambda: self.home.ready() == set(self.home.actors), "every actor again")
        self.assertEqual(self.books(), before)
        aside = next(self.home.state.glob("before-restore-*"))
        self.assertTrue((aside / "portfolio.db").exists())
        self.assertNotEqual(self.home.contents(), later)
        self.deposit("later")


class Killed(Stores):
    cluster = True

    def test_what_killed_actors_left_behind_does_not_stand_in_the_way(self):
        before = self.books()
        self.backup()
        self.deposit("later")
        for name in list(self.home.actors):
            self.home.kill(name)
        self.report("restore", self.home.folder / "backup")
        self.home.start_all()
        self.assertEqual(self.books(), before)


class Alone(Stores):
    def test_without_actors_too_and_twice(self):
        before = self.books()
        self.backup()
        self.deposit("d-1")
        self.report("restore", self.home.folder / "backup")
        self.assertEqual(self.books(), before)
        self.deposit("d-2")

    def test_what_was_there_is_kept_of_the_last_three_restores(self):
        self.backup("of-three")
        for second in range(4):
            (self.home.state / f"before-restore-20200101-00000{second}").mkdir()
        before = sorted(self.home.state.glob("before-restore-*"))
        self.report("restore", self.home.folder / "of-three")
        after = sorted(self.home.state.glob("before-restore-*"))
        self.assertEqual(after[:2], before[-2:])
        self.assertEqual(len(after), 3)
        self.assertTrue((after[2] / "portfolio.db").exists())

    def test_backups_in_turn_keep_seven_days_and_four_weeks(self):
        folder = self.home.folder / "turns"
        # A backup a day from Monday 2026-01-05 on, two on the last; what is none stays.
        for name in [f"202601{day:02}-030000" for day in range(5, 31)] + ["20260130-120000"]:
            (folder / name).mkdir(parents=True)
            (folder / name / "backup.json").write_text("{}", "utf-8")
        (folder / "20260101-030000").mkdir()
        (folder / "20260102-notes").mkdir()
        told = self.ballast("backup", "--rotate", folder).stdout
        *kept, new = sorted(path.name for path in folder.iterdir())
        self.assertIn(new, told)
        self.assertTrue((folder / new / "portfolio.db").exists())
        # Seven days with the new one; the weeks of the new one and of three before it.
        self.assertEqual(kept, ["20260101-030000", "20260102-notes", "20260118-030000",
                                "20260125-030000", "20260126-030000", "20260127-030000",
                                "20260128-030000", "20260129-030000", "20260130-120000"])
        self.report("restore", folder / new)

    def test_a_restore_that_was_broken_off_leaves_nothing_to_be_opened_until_it_is_done(self):
        before = self.books()
        self.backup("whole")
        (self.home.state / "portfolio.db").unlink()
        (self.home.state / "portfolio.db.exchange").touch()
        path = self.home.write("cash.csv", "currency,amount\nEUR,1\n")
        self.assertIn("broken off", self.refused("import", "cash", path, code=bench.REFUSED))
        self.assertFalse((self.home.state / "portfolio.db").exists())
        self.report("restore", self.home.folder / "whole")
        self.assertEqual(self.books(), before)
        self.deposit("d-3")

    def test_what_is_no_whole_backup_changes_nothing(self):
        self.backup("good")
        good = self.home.folder / "good"
        kept = self.home.contents()
        self.refused("backup", good, code=bench.REFUSED)
        self.refused("backup")
        self.refused("restore", self.home.folder / "nowhere", code=ERROR)
        for name, spoil in (("longer", self.lengthen), ("absent", self.remove),
                            ("outside", self.point_outside), ("other", self.tell_other_books)):
            bad = self.home.folder / name
            shutil.copytree(good, bad)
            spoil(bad)
            self.refused("restore", bad, code=ERROR)
        self.refused("restore", code=USAGE)
        self.assertEqual(self.home.contents(), kept)
        self.assertFalse((self.home.state / "restoring").exists())

    @staticmethod
    def lengthen(backup):
        with open(backup / "portfolio.db", "ab") as store:
            store.write(b"x")

    @staticmethod
    def remove(backup):
        (backup / "universe.db").unlink()

    @staticmethod
    def change(backup, name, value):
        manifest = json.loads((backup / "backup.json").read_text(encoding="utf-8"))
        store = next(one for one in manifest["stores"] if one["file"] == "portfolio.db")
        store[name] = value
        (backup / "backup.json").write_text(json.dumps(manifest), encoding="utf-8")

    def point_outside(self, backup):
        self.change(backup, "file", "../portfolio.db")

    def tell_other_books(self, backup):
        self.change(backup, "books", "0" * 64)


if __name__ == "__main__":
    unittest.main()
