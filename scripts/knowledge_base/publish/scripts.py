"""Scripts go out without their comments and indentation, which are a sixth of what every page loads of them.

Only whole lines of comment, and each leaves its line empty, so that a browser names the line that the source has. One
space stays of an indentation: publish/offline/bundle.py tells by it what stands inside a function.
"""

import re
from pathlib import Path

from knowledge_base.publish.errors import PublishError

COMMENT = re.compile(r"^[ \t]*(?://[^\n]*|/\*\*(?:[^*]|\*(?!/))*\*/)$", re.MULTILINE)
INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)


def slim(site: Path) -> None:
    """Rewrite the modules in `site`/assets/js. Raises PublishError for text over several lines, which would suffer."""
    for path in sorted((site / "assets" / "js").glob("*.js")):
        path.write_text(bare(path.read_text("utf-8"), path.name), encoding="utf-8")


def bare(code: str, name: str) -> str:
    """Return the code of the module `name` without lines of comment and with little indentation, on the same lines."""
    code = COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), code)
    for number, line in enumerate(code.split("\n"), 1):
        if line.replace("\\`", "").count("`") % 2:
            mend = "Join lines with +: publish/scripts.py takes the space at the beginning of lines away."
            raise PublishError(f"overrides/assets/js/{name}:{number}: has text in ` over several lines. {mend}")
    return INDENTATION.sub(" ", code)
