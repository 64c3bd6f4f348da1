"""What ends a command: one sentence for the user and the exit code that goes with it."""

FAILED = 1
USAGE = 2
NOT_READY = 3


class Failure(Exception):
    """A sentence that says what is wrong and what to do, and an exit code."""

    def __init__(self, sentence: str, code: int = FAILED):
        super().__init__(sentence)
        self.code = code
