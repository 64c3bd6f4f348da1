"""What `ballast display` draws over and over in a terminal."""

import re
import subprocess

import bench

ROW_COUNT = 8
LINES_A_BOARD = 1 + ROW_COUNT + 2  # its name, the picture, words, lights


class Terminal:
    """Pictures of eight rows, oldest first, of each board that is drawn."""

    def __init__(self, home, columns=100):
        self.path = home.folder / "terminal"
        command = (f"stty cols {columns} rows 40; "
                   f"exec {bench.BALLAST} display --style letters")
        with open(self.path, "wb") as out:
            self.process = subprocess.Popen(
                ["script", "-qec", command, "/dev/null"], stdin=subprocess.DEVNULL, stdout=out,
                env=dict(home.environment, SHELL="/bin/sh"), cwd=home.folder)

    def drawn(self):
        """For each drawing the lines of every board, by its name."""
        text = self.path.read_bytes().decode(errors="replace").replace("\r", "")
        for one in text.split("\033[J")[:-1]:
            lines = re.sub("\033\\[[0-9;?]*[A-Za-z]", "", one).split("\n")
            yield {lines[at]: lines[at + 1:at + LINES_A_BOARD]
                   for at in range(0, len(lines) - 1, LINES_A_BOARD)}

    def pictures(self, board="home"):
        return [one[board][:ROW_COUNT] for one in self.drawn() if board in one]

    def lights(self, board="home"):
        return [one[board][ROW_COUNT + 1] for one in self.drawn() if board in one]

    def wait_for(self, condition, what, board="home"):
        bench.wait_for(lambda: any(map(condition, self.pictures(board))),
                       lambda: f"{what} on {board}; now it shows\n" +
                       "\n".join((self.pictures(board) or [["nothing"]])[-1]))

    def end(self):
        self.process.terminate()
        self.process.wait()


def strip(picture):
    return picture[7]


def is_result(picture):
    """A number or words and nothing else: neither workers nor the health strip."""
    return not strip(picture).strip() and "#" in "".join(picture)


def is_error(picture, number):
    """The mark of an error, and its number in the last digit."""
    digits = {1: (" # ", "## ", " # ", " # ", "###"), 4: ("# #", "# #", "###", "  #", "  #")}
    return (all(picture[row][1:3] == "##" for row in (0, 1, 2, 3, 4, 6)) and
            tuple(row[9:12] for row in picture[1:6]) == digits[number])
