"""The bench of print: what it counts is what was written, and its rows are printed."""

import argparse
import datetime
import math
import sys
from pathlib import Path

import pymupdf
import pytest
from knowledge_base.bench import print as bench
from knowledge_base.bench.meter import Cost, python, run
from knowledge_base.bench.print import printed, report
from knowledge_base.bench.print.growth import grown
from knowledge_base.bench.print.own import Call, Scratch, site_url
from knowledge_base.cli import parser
from knowledge_base.publish.errors import PublishError
from knowledge_base.publish.paper.jobs import BookJob, CardJob, PageJob, Part, Plan
from knowledge_base.publish.paper.margins import Stand

STAND = Stand("1.0", datetime.date(2026, 11, 21))
STEMS = ("about/privacy", "id/law/opac")


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Scratch:
    made = Scratch(tmp_path_factory.mktemp("bench") / "ours")
    made.copy()
    return made


@pytest.fixture(scope="module")
def call(light_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Call:
    folder = tmp_path_factory.mktemp("pdf")
    jobs = [
        PageJob(light_site / stem / "index.html", folder / f"{number}.pdf", f"{site_url()}{stem}/", "Site", STAND)
        for number, stem in enumerate(STEMS)
    ]
    return Call((jobs, None), {})


def pages_in(paths: list[Path]) -> int:
    return sum(len(pymupdf.open(path)) for path in paths)


def test_two_pages_beside_the_plugin(scratch: Scratch, call: Call, capsys: pytest.CaptureFixture) -> None:
    ours, stock = bench.compare(scratch, call, runs=1)
    assert ours.printed.files == stock.printed.files == 2
    assert ours.printed.pages == pages_in(call.targets)
    assert ours.printed.size == sum(path.stat().st_size for path in call.targets)
    assert ours.kept > 0.97
    assert stock.kept < ours.kept
    assert ours.words == stock.words
    for row in (ours, stock):
        assert row.cost.wall > 0
        assert row.cost.cpu > 0
        assert math.isnan(row.cost.largest) or row.cost.memory >= row.cost.largest * 0.5 > 10_000_000
    again = bench.row("again", call, ours.cost)
    assert again.printed == again.single == ours.printed
    report.print_exports([again], runs=1)
    report.print_rivals(ours, stock, runs=1)
    shown = capsys.readouterr().out
    for name in ("again", "target", "ours", "plugin", "ours : plugin"):
        assert f"\n{name} " in shown
    assert f"{ours.printed.pages / ours.cost.cpu:,.1f}" in shown


def test_a_larger_text_has_each_page_again_elsewhere_and_longer_books(tmp_path: Path) -> None:
    page = tmp_path / "id/law/crc/index.html"
    page.parent.mkdir(parents=True)
    page.write_text("<article><p>Teks.</p></article><footer></footer>", encoding="utf-8")
    address = f"{site_url()}id/law/crc/"
    jobs = [
        BookJob(Plan("id", "Situs", (Part("Hukum", (page,)),)), tmp_path, tmp_path / "buku.pdf", site_url()),
        PageJob(page, page.with_name("crc.pdf"), address, "Situs", STAND),
        CardJob(page, page.with_name("card.pdf"), address, "Situs", STAND),
    ]
    larger = grown(Call((jobs, None), {"named": 1}), tmp_path, 3)
    book, *others = larger.jobs
    assert (book.target, len(book.plan.parts)) == (tmp_path / "buku.pdf", 3)
    assert len(others) == 6
    assert len(set(larger.targets)) == 7
    assert others[2].address == f"{site_url()}copy-3/id/law/crc/"
    assert others[2].page.read_text("utf-8") == "<article><p>Teks.</p><p>copy-3</p></article><footer></footer>"
    assert book.plan.parts[2].pages == (others[2].page,)
    assert larger.named == {"named": 1}


def test_words_are_counted_as_often_as_they_stand_there() -> None:
    article, pdf = printed.words("anak-anak, anak; penahanan"), printed.words("anak-\nanak penahanan penahanan")
    assert article == {"anakanak": 1, "anak": 1, "penahanan": 1}
    assert printed.kept([article], [pdf]) == pytest.approx(2 / 3)


def test_processor_and_memory_of_all_processes_are_measured() -> None:
    work = "held = bytearray(10**8)\nfor turn in range(2 * 10**7): pass"
    start = "import subprocess, sys; held = b'x' * 10**8; subprocess.run([sys.executable, '-c', sys.argv[1]])"
    cost = run([sys.executable, "-c", start, work], {})
    assert cost.cpu > 0.05
    assert math.isnan(cost.largest) or cost.memory > cost.largest > 100_000_000
    assert math.isnan(cost.largest) or cost.memory > 200_000_000 > cost.largest


def test_memory_that_processes_share_is_counted_once() -> None:
    work = "import os, time; held = b'x' * 10**8; os.fork(); time.sleep(1)"
    cost = run([sys.executable, "-c", work], {})
    assert math.isnan(cost.memory) or 100_000_000 < cost.memory < 130_000_000


def test_a_failing_command_says_why() -> None:
    with pytest.raises(PublishError, match="No module named knowledge_base_x"):
        run(python("knowledge_base_x"), {})


def test_pages_are_spread_and_the_run_in_the_middle_is_shown() -> None:
    assert bench.spread(range(10), 3) == [0, 3, 6]
    assert bench.spread([1, 2], 3) == [1, 2]
    costs = [Cost(1, cpu, 0, 0) for cpu in (5.0, 1.0, 3.0)]
    assert bench.typical(costs).cpu == 3


def test_the_command_takes_pages_sizes_and_runs() -> None:
    options: argparse.Namespace = parser().parse_args(["bench", "print", "--pages", "2", "--sizes", "1,4"])
    assert (options.what, options.pages, options.sizes) == ("print", 2, (1, 4))
