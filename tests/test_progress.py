"""Progress: one line on a terminal that is written over; off a terminal only the end."""

import io
import itertools
import re

from knowledge_base.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def work(stream: io.StringIO) -> str:
    progress = Progress(stream)
    progress.expect("pages", 2)
    progress.tick("pages")
    progress.expect("pages", 1)
    progress.expect("PDFs", 1)
    progress.tick("PDFs")
    progress.finish("site/ is ready")
    return stream.getvalue()


def test_a_terminal_sees_one_line_that_counts_each_kind_of_work() -> None:
    shown = work(Terminal())
    assert shown.count("\n") == 1
    assert shown.endswith("\n")
    states = [re.sub(r", \d+ s$", "", state.rstrip()) for state in shown.split("\r")[1:]]
    assert states[:-1] == ["pages 0/2", "pages 1/2", "pages 1/3", "PDFs 0/1", "PDFs 1/1"]
    assert re.fullmatch(r"site/ is ready \(\d+\.\d s\)", states[-1])


def test_each_state_covers_the_one_before() -> None:
    states = work(Terminal()).rstrip("\n").split("\r")[1:]
    assert all(len(later) >= len(earlier.rstrip()) for earlier, later in itertools.pairwise(states))


def test_off_a_terminal_only_the_end_is_written_without_control_characters() -> None:
    assert re.fullmatch(r"site/ is ready \(\d+\.\d s\)\n", work(io.StringIO()))


def test_work_may_be_done_that_nobody_announced() -> None:
    terminal = Terminal()
    Progress(terminal).tick("pages")
    assert terminal.getvalue().startswith("\rpages 1/0, 0 s")
