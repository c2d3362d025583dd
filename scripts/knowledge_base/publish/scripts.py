"""Scripts go out without their comments and indentation, which are a sixth of what every page loads of them.

Only whole lines of comment, and each leaves its line empty, so that a browser names the line that the source has. One
space stays of an indentation: publish/offline/bundle.py tells by it what stands inside a function.

What every page loads at once is one file: each of its parts would be a request of its own, and compress less.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from knowledge_base.publish.errors import PublishError

COMMENT = re.compile(r"^[ \t]*(?://[^\n]*|/\*\*(?:[^*]|\*(?!/))*\*/)$", re.MULTILINE)
ENTRY = "site.js"
STATIC = re.compile(r'^import (?P<names>\{[^{}]*\}) from "\./(?P<module>[\w-]+\.js)";$', re.MULTILINE)
EXPORT = re.compile(r"^export (?P<kind>(?:async )?function|class|const) (?P<name>\w+)", re.MULTILINE)
EMPTY = re.compile(r"^\n", re.MULTILINE)
INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)


def slim(site: Path) -> None:
    """Rewrite the modules in `site`/assets/js, those that the entry imports into the entry.

    Raises PublishError for text over several lines, which would suffer,

    and where a part of the entry needs other modules, or other modules need the part.
    """
    folder = site / "assets" / "js"
    modules = {path.name: bare(path.read_text("utf-8"), path.name) for path in sorted(folder.glob("*.js"))}
    parts = [found["module"] for found in STATIC.finditer(modules[ENTRY])]
    modules[ENTRY] = EMPTY.sub("", join(modules))
    for name in parts:
        del modules[name]
        (folder / name).unlink()
    for name, code in modules.items():
        (folder / name).write_text(code, encoding="utf-8")


def join(modules: Mapping[str, str]) -> str:
    """Return the code of the entry with the modules it imports in it, each in a scope of its own."""

    def part(found: re.Match) -> str:
        name, code = found["module"], modules[found["module"]]
        needed = [other for other, text in modules.items() if other != ENTRY and f'"./{name}"' in text]
        if STATIC.search(code) or needed:
            what = f"overrides/assets/js/{name} is part of {ENTRY}"
            raise PublishError(f"{what}, so it cannot import other modules or be imported by {needed or 'them'}.")
        names = ", ".join(match["name"] for match in EXPORT.finditer(code))
        own = EXPORT.sub(r"\g<kind> \g<name>", code).strip("\n")
        return f"const {found['names']} = (() => {{\n{own}\nreturn {{ {names} }};\n}})();"

    return STATIC.sub(part, modules[ENTRY])


def bare(code: str, name: str) -> str:
    """Return the code of the module `name` without lines of comment and with little indentation, on the same lines."""
    code = COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), code)
    for number, line in enumerate(code.split("\n"), 1):
        if line.replace("\\`", "").count("`") % 2:
            mend = "Join lines with +: publish/scripts.py takes the space at the beginning of lines away."
            raise PublishError(f"overrides/assets/js/{name}:{number}: has text in ` over several lines. {mend}")
    return INDENTATION.sub(" ", code)
