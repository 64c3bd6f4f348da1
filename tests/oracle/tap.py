"""Prints one line for each case that was checked, in the form that the test runner counts."""


class Tap:
    def __init__(self):
        self.count = 0
        self.failed = 0

    def result(self, name, problems=()):
        """One case: it holds if there are no problems; the first few are printed."""
        self.count += 1
        self.failed += bool(problems)
        print(f"{'not ok' if problems else 'ok'} {self.count} - {name}")
        for problem in list(problems)[:5]:
            self.note(problem)

    def skip(self, name, reason):
        self.count += 1
        print(f"ok {self.count} - {name} # SKIP {reason}")

    @staticmethod
    def note(text):
        print("# " + str(text).replace("\n", " "))

    def finish(self):
        print(f"1..{self.count}")
        return 1 if self.failed else 0
