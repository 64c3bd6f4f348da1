"""etc/exchanges.toml against other sources: zones against Python's zoneinfo, day by day; holidays
against python3-holidays, where that package is there, and against lists that exchanges published.

usage: sessions_test.py SESSION-LINES EXCHANGES-TOML
"""

import datetime
import os
import pathlib
import shlex
import subprocess
import sys
import tomllib
import unittest
import zoneinfo

PROGRAM, FILE = sys.argv[1:3]
EMULATOR = shlex.split(os.environ.get("MESON_EXE_WRAPPER", ""))  # where it is of another machine
FIRST, LAST = 2024, 2040
ZONE_CHECKED = {"XNYS": ("09:30", "16:00", "13:00"), "XETR": ("09:00", "17:30", None),
                "XLON": ("08:00", "16:30", "12:30"), "XPAR": ("09:00", "17:30", "14:05"),
                "XASX": ("10:00", "16:00", "14:10"), "XHKG": ("09:30", "16:00", "12:00"),
                "XTKS": ("09:00", "15:30", None), "XLIS": ("08:00", "16:30", "13:05")}
# As the New York Stock Exchange published them.
NEW_YORK = {
    2024: "01-01 01-15 02-19 03-29 05-27 06-19 07-04 09-02 11-28 12-25",
    2025: "01-01 01-20 02-17 04-18 05-26 06-19 07-04 09-01 11-27 12-25",
    2026: "01-01 01-19 02-16 04-03 05-25 06-19 07-03 09-07 11-26 12-25",
    2027: "01-01 01-18 02-15 03-26 05-31 06-18 07-05 09-06 11-25 12-24"}
NEW_YORK_EARLY = {2024: "07-03 11-29 12-24", 2025: "07-03 11-28 12-24", 2026: "11-27 12-24",
                  2027: "11-26"}


def package():
    for folder in (None, "/usr/lib/python3/dist-packages"):
        if folder:
            sys.path.append(folder)
        try:
            import holidays
            return holidays
        except ImportError:
            continue
    return None


def read():
    text = subprocess.run([*EMULATOR, PROGRAM, FILE, str(FIRST), str(LAST)], check=True,
                          capture_output=True, text=True).stdout
    sessions = {}
    for line in text.splitlines():
        mic, day, *rest = line.split()
        sessions.setdefault(mic, {})[datetime.date.fromisoformat(day)] = rest
    return sessions


SESSIONS = read()
ZONES = {mic: table.get("zone") for mic, table in
         tomllib.loads(pathlib.Path(FILE).read_text(encoding="utf-8")).items()}


def closed(mic, year):
    return {day for day, rest in SESSIONS[mic].items()
            if day.year == year and day.weekday() < 5 and rest == ["closed"]}


def days(year, text):
    return {datetime.date.fromisoformat(f"{year}-{day}") for day in text.split()}


class Sessions(unittest.TestCase):
    def test_every_opening_and_close_is_where_zoneinfo_puts_it(self):
        for mic, (opens, closes, early) in ZONE_CHECKED.items():
            zone = zoneinfo.ZoneInfo(ZONES[mic])
            seen = 0
            for day, rest in SESSIONS[mic].items():
                if len(rest) != 2:
                    continue
                seen += 1
                local = [datetime.datetime.fromtimestamp(int(second), zone) for second in rest]
                self.assertEqual({one.date() for one in local}, {day}, mic)
                self.assertEqual(local[0].strftime("%H:%M"), opens, f"{mic} {day}")
                self.assertIn(local[1].strftime("%H:%M"), (closes, early), f"{mic} {day}")
            self.assertGreater(seen, 400, mic)

    def test_new_york_rests_and_closes_early_as_published(self):
        for year, text in NEW_YORK.items():
            self.assertEqual(closed("XNYS", year), days(year, text), year)
            self.assertEqual(closed("XNAS", year), days(year, text), year)
            early = {day for day, rest in SESSIONS["XNYS"].items()
                     if day.year == year and len(rest) == 2
                     and int(rest[1]) - int(rest[0]) < 6 * 3600}
            self.assertEqual(early, days(year, NEW_YORK_EARLY[year]), year)

    def test_years_without_a_table_are_unknown(self):
        for mic in ("XHKG", "XSHG", "XSHE", "XTKS"):
            self.assertEqual(SESSIONS[mic][datetime.date(2027, 3, 1)], ["unknown"])
            self.assertNotEqual(SESSIONS[mic][datetime.date(2026, 3, 2)], ["unknown"])

    def test_weekends_are_closed(self):
        for mic, of_days in SESSIONS.items():
            for day, rest in of_days.items():
                if day.weekday() > 4:
                    self.assertIn(rest, (["closed"], ["unknown"]), mic)

    @unittest.skipIf(package() is None, "python3-holidays is not installed")
    def test_holidays_are_those_of_the_country(self):
        holidays = package()

        def weekdays(country, year):
            return {day for day in holidays.CountryHoliday(country, years=[year])
                    if day.weekday() < 5 and day.year == year}

        for year in (2025, 2026):
            self.assertEqual(closed("XLON", year), weekdays("England", year))
            self.assertEqual(closed("XHKG", year), weekdays("HongKong", year))
            # Some releases of the package lack a substitute that Japan has.
            rest = days(year, "01-01 01-02 01-03 12-31")
            extra = days(2025, "02-24") if year == 2025 else set()
            tokyo = weekdays("JP", year) | extra | {day for day in rest if day.weekday() < 5}
            self.assertEqual(closed("XTKS", year), tokyo)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
