"""Damaged input: whatever happens to a page or a register, it is named where it stands, or the text is still right.

Real pages and registers are damaged as editors, programs and attackers damage them. Each case must end within ten
seconds, without a traceback, without reading outside the repository, and leave every other file as it was.
"""

import contextlib
import hashlib
import os
import random
import re
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import markdown
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from knowledge_base import LOCALES, REPOSITORY
from knowledge_base.article.render import render_article
from knowledge_base.checks import check_all
from knowledge_base.findings import Finding
from knowledge_base.pages import read_page
from knowledge_base.registers import SHAPES, load_registers
from mkdocs.config import load_config

# One page of each kind, those with most syntax; and what other registers say of pages that are left out here.
STEMS = (
    "index",
    "about/privacy",
    "instruments/bali-call-for-action",
    "law/crc",
    "law/indonesia/child-justice-detention",
    "protocols/arrest",
    "reference/glossary",
)
SECONDS = 10
CASES = {"pages": 240, "registers": 50}  # with those below about 350
SETTINGS = {
    "derandomize": True,
    "database": None,
    "deadline": None,
    "phases": [Phase.generate],  # a case is small enough as it is; making it smaller takes minutes
    "suppress_health_check": [HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
}

Damage = Callable[[bytes, random.Random], bytes]


def _line(text: bytes, draw: random.Random, change: Callable[[bytes], bytes]) -> bytes:
    lines = text.split(b"\n")
    place = draw.randrange(len(lines))
    lines[place] = change(lines[place])
    return b"\n".join(lines)


def _insert(text: bytes, draw: random.Random, put_in: bytes) -> bytes:
    place = draw.randrange(len(text) + 1)
    return text[:place] + put_in + text[place:]


def cut(text: bytes, draw: random.Random) -> bytes:
    return text[: draw.randrange(len(text))]


def hole(text: bytes, draw: random.Random) -> bytes:
    start = draw.randrange(len(text))
    return text[:start] + text[start + draw.randrange(200) :]


def twice(text: bytes, draw: random.Random) -> bytes:
    return _line(text, draw, lambda line: line + b"\n" + line)


def swapped(text: bytes, draw: random.Random) -> bytes:
    lines = text.split(b"\n")
    one, other = draw.randrange(len(lines)), draw.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


def stray_bytes(text: bytes, draw: random.Random) -> bytes:
    return _insert(
        text, draw, draw.choice([b"\x00", b"\xff\xfe", b"\xc3", b"\x1b[31m", b"\x7f", b"\xed\xa0\x80", b"\x0c"])
    )


def invisible(text: bytes, draw: random.Random) -> bytes:
    marks = "\u202e\u2066\u2069\u200f\u200b\ufeff\u00ad\u2028\u0085\U000e0041"
    return _insert(text, draw, draw.choice(marks).encode())


def huge_line(text: bytes, draw: random.Random) -> bytes:
    unit = draw.choice(["a", " ", "[", "*", "<", "`", "[@crc, art. 1] ", "![](", "{ #x ", ">", "| ", "1. ", "a.b@"])
    return _insert(text, draw, unit.encode() * (200_000 // len(unit)))


def deep(text: bytes, draw: random.Random) -> bytes:
    units = ["[" * 3000, "{a: " * 3000, "> " * 2000, "\n\n" + "\n".join(" " * 4 * n + "- a" for n in range(300)) + "\n"]
    return _insert(text, draw, draw.choice(units).encode())


def wrong_type(text: bytes, draw: random.Random) -> bytes:
    values = [b"[]", b"{}", b"null", b"yes", b"1e999", b"0x1F", b"2026-13-45", b"!!python/object/apply:os.getcwd []"]
    values += [b"&a [*a]", b"*a", b"!!binary x", b"<<: {a: b}", b"|", b"'", b"2026-11-21T00:00:00Z", b"1_000", b"~"]
    head, _, _ = text.partition(b"\n---\n") if text.startswith(b"---") else (text, b"", b"")
    places = [n for n in range(len(head)) if head[n : n + 2] == b": "]
    if not places:
        return text
    start = draw.choice(places) + 2
    end = text.find(b"\n", start)
    return text[:start] + draw.choice(values) + text[end if end > 0 else len(text) :]


def same_key(text: bytes, draw: random.Random) -> bytes:
    keyed = [line for line in text.split(b"\n") if b": " in line] or [b"a: b"]
    return _line(text, draw, lambda line: line + b"\n" + draw.choice(keyed))


def aliases(text: bytes, draw: random.Random) -> bytes:
    bomb = b"\nbomb:\n  - &a [x, x]\n" + b"".join(b"  - &%c [*%c, *%c]\n" % (n, n - 1, n - 1) for n in range(98, 122))
    return draw.choice([text + bomb, text.replace(b"\nthemes: ", bomb + b"themes: ", 1)])


def line_ends(text: bytes, draw: random.Random) -> bytes:
    ends = [b"\r\n", b"\r", b"\n", b"\n\r"]
    return b"".join(line + draw.choice(ends) for line in text.split(b"\n"))


def active_content(text: bytes, draw: random.Random) -> bytes:
    units = ["<script>alert(1)</script>", "[x](javascript:alert(1))", "<img src=x onerror=alert(1)>", "{ onclick=x }"]
    units += ["![](https://example.org/t.gif)", "{{ config }}", "{% include '/etc/passwd' %}", '--8<-- "/etc/passwd"']
    units += ["[x](../../../../etc/passwd)", "::: sources", "::: nothing", "[=arrest+arrest]", "[@crc]", "*[CRC]: x"]
    return _insert(text, draw, draw.choice(["", "\n\n"]).encode() + draw.choice(units).encode())


def characters(text: bytes, draw: random.Random) -> bytes:
    for _ in range(draw.randint(1, 8)):
        place = draw.randrange(len(text))
        text = text[:place] + draw.choice(list("#:-[]{}()@*_`|>!=\"'\\ \n\t0aZ")).encode() + text[place + 1 :]
    return text


DAMAGES: tuple[Damage, ...] = (
    cut, hole, twice, swapped, stray_bytes, invisible, huge_line, deep, wrong_type, same_key, aliases, line_ends,
    active_content, characters,
)  # fmt: skip


class TooLongError(Exception):
    """A case that did not end in time."""


class Watched:
    """Tells which files are opened outside the repository and Python's own folders."""

    def __init__(self) -> None:
        self.root: str | None = None
        self.outside: list[str] = []
        allowed = {sys.prefix, sys.base_prefix, str(REPOSITORY), "/usr/share/zoneinfo", "/dev", "/proc", "/usr/lib"}
        self.allowed = tuple(os.path.realpath(path) for path in allowed)
        sys.addaudithook(self._hear)

    def _hear(self, event: str, arguments: tuple) -> None:
        if event == "open" and self.root and isinstance(arguments[0], str):
            real = os.path.realpath(arguments[0])
            if not real.startswith((self.root, *self.allowed)):
                self.outside.append(real)


WATCHED = Watched()


@contextlib.contextmanager
def within_bounds(root: Path) -> Iterator[None]:
    """Stop what takes too long, and fail if it read outside `root`."""

    def stop(number, frame) -> None:
        raise TooLongError

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(SECONDS)
    WATCHED.root, WATCHED.outside = str(root.resolve()), []
    try:
        yield
    finally:
        signal.alarm(0)
        WATCHED.root = None
    assert WATCHED.outside == []


def content_of(root: Path) -> dict[str, str]:
    """Return the hash of every file below `root`, symbolic links by where they lead."""
    links = {path: str(path.readlink()) for path in root.rglob("*") if path.is_symlink()}
    files = {path: path.read_bytes() for path in root.rglob("*") if path not in links and path.is_file()}
    held = links | {path: hashlib.sha256(content).hexdigest() for path, content in files.items()}
    return {path.relative_to(root).as_posix(): said for path, said in held.items()}


# What these say of pages that are not here only takes time.
OF_OTHER_PAGES = ("asked", "versions", "moved", "translations")
# Registers with hundreds of entries, those that name entries of others before these.
LONG = (
    "everyday-words",
    "timeline",
    "institutions",
    "instruments",
    "time-limits",
    "search-only",
    "glossary",
    "sources",
)


def named_entries(text: str, said: str) -> str:
    """Return of a register the entries that `said`, or one of themselves, names; of a list every tenth."""
    head, *entries = re.split(r"(?m)^(?=[^\s#])", text)
    names = [entry.partition(":")[0].strip('"') for entry in entries]
    kept: set[int] = {number for number in range(0, len(entries), 10) if entries[number].startswith("- ")}
    while True:
        said += "".join(entries[number] for number in kept)
        words = set(re.findall(r"[\w-]+", said))
        found = {number for number, name in enumerate(names) if name in words}
        if found <= kept:
            return head + "".join(entries[number] for number in sorted(kept))
        kept |= found


class Small:
    """A repository with a few real pages and what the registers say of them, in which one file after the other is
    damaged."""

    def __init__(self, root: Path):
        self.root = root
        for locale in LOCALES:
            for stem in STEMS:
                target = root / "docs" / locale / f"{stem}.md"
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(REPOSITORY / "docs" / locale / f"{stem}.md", target)
        (root / "docs/data").mkdir()
        registers = {name: (REPOSITORY / f"docs/data/{name}.yml").read_text("utf-8") for name in SHAPES}
        registers |= dict.fromkeys(OF_OTHER_PAGES, "{}\n")
        said = "".join(path.read_text("utf-8") for path in root.rglob("*.md"))
        said += "".join(text for name, text in registers.items() if name not in LONG)
        for name in LONG:
            registers[name] = named_entries(registers[name], said)
            said += registers[name]
        for name, text in registers.items():
            (root / f"docs/data/{name}.yml").write_text(text, encoding="utf-8")
        self.usual = set(self.findings())
        # The registers are whole in themselves, so that pages are checked against them.
        assert {finding.path.split("/")[1] for finding in self.usual} == set(LOCALES)
        self.before = content_of(root)

    def findings(self) -> list[Finding]:
        with within_bounds(self.root):
            return check_all(self.root)

    def try_with(self, name: str, damage: Callable[[Path], None]) -> list[Finding]:
        """Return what the checks say of the file `name` after `damage`, which is undone."""
        path = self.root / name
        kept = path.read_bytes()
        damage(path)
        damaged = content_of(self.root)
        try:
            found = [finding for finding in self.findings() if finding not in self.usual]
            assert content_of(self.root) == damaged
            for finding in found:
                assert finding.line >= 1 and finding.what.strip() and finding.mend.strip(), finding
                assert len(str(finding)) < 2000, str(finding)[:300]
                assert str(finding).replace("\n", "").isprintable(), repr(str(finding))
            return found
        finally:
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
            path.write_bytes(kept)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Small]:
    made = Small(tmp_path_factory.mktemp("fuzz"))
    yield made
    assert content_of(made.root) == made.before


@pytest.fixture(scope="module")
def extensions() -> dict:
    config = load_config(str(REPOSITORY / "mkdocs.yml"))
    return {"extensions": config.markdown_extensions, "extension_configs": config.mdx_configs}


def show(root: Path, name: str, extensions: dict) -> None:
    """Turn a page that the checks let pass into its article."""
    _, locale, rest = name.split("/", 2)
    stem = rest.removesuffix(".md")
    page = read_page(root / name, locale, stem, root)
    markup = markdown.markdown(page.body, **extensions)
    article = render_article(markup, stem, locale, load_registers(), lambda stem, key: f"/{stem}/#{key}")
    assert "<script" not in article.body and "javascript:" not in article.body


PAGES = [f"docs/{locale}/{stem}.md" for locale in LOCALES for stem in STEMS]
REGISTERS = [f"docs/data/{name}.yml" for name in SHAPES]


@settings(max_examples=CASES["pages"], **SETTINGS)
@given(name=st.sampled_from(PAGES), damage=st.sampled_from(DAMAGES), seed=st.integers(0, 2**32))
def test_a_damaged_page_is_named_or_still_right(small: Small, extensions, name: str, damage: Damage, seed: int) -> None:
    path = small.root / name
    kept = path.read_bytes()
    damaged = damage(kept, random.Random(seed))
    found = small.try_with(name, lambda target: target.write_bytes(damaged))
    if not found:
        path.write_bytes(damaged)
        try:
            with within_bounds(small.root):
                show(small.root, name, extensions)
        finally:
            path.write_bytes(kept)


@settings(max_examples=CASES["registers"], **SETTINGS)
@given(name=st.sampled_from(REGISTERS), damage=st.sampled_from(DAMAGES), seed=st.integers(0, 2**32))
def test_a_damaged_register_is_named_or_still_right(small: Small, name: str, damage: Damage, seed: int) -> None:
    small.try_with(name, lambda path: path.write_bytes(damage(path.read_bytes() or b"\n", random.Random(seed))))


# What stands in the place of a file


def gone(path: Path) -> None:
    path.unlink()


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def a_link_out(path: Path) -> None:
    path.unlink()
    path.symlink_to("/etc/passwd")


def a_link_to_nothing(path: Path) -> None:
    path.unlink()
    path.symlink_to("nothing")


def a_circle(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.name)


def a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def zeros(path: Path) -> None:
    path.write_bytes(bytes(3_000_000))


REPLACEABLE = ["docs/en/law/crc.md", "docs/id/protocols/arrest.md"]
REPLACEABLE += [
    f"docs/data/{name}.yml" for name in ("sources", "time-limits", "duties", "asked", "versions", "interface")
]
REPLACED = (gone, a_folder, a_link_out, a_link_to_nothing, a_circle, a_pipe, empty, zeros)


@pytest.mark.parametrize("damage", REPLACED, ids=lambda damage: damage.__name__)
@pytest.mark.parametrize("name", REPLACEABLE)
def test_what_is_no_file_of_text_is_named(small: Small, name: str, damage) -> None:
    found = small.try_with(name, damage)
    # An empty list is a register too; a page that is gone is one without a twin.
    if damage not in (gone, empty):
        assert any(finding.path == name for finding in found), found


@pytest.mark.parametrize("name", ["docs/en/out", "docs/en/law/out.md", "docs/data/out.yml", "docs/assets/out.svg"])
def test_a_link_out_of_the_repository_is_refused(small: Small, name: str) -> None:
    path = small.root / name
    path.parent.mkdir(exist_ok=True)
    path.symlink_to("/etc" if name.endswith("out") else "/etc/passwd")
    try:
        assert any(finding.path == name and "link" in finding.what for finding in small.findings())
    finally:
        path.unlink()
