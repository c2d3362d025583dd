"""Our modules as one plain script, because browsers refuse modules from file://.

Not a bundler for any JavaScript, only for ours. Known are, each at the beginning of a line,

    import { a, b as c } from "./module.js";
    export function a…   export async function a…   export class A…   export const a…

and anywhere `import("./module.js")`, ``import(`./${name}.js`)`` and `import.meta.url`. Anything else that imports or
exports, modules that import each other in a circle, and `await` outside a function are refused with file and line.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from knowledge_base.publish.errors import PublishError

STATIC = re.compile(r'^import \{(?P<names>[^{}]*)\} from "\./(?P<module>[\w-]+\.js)";$', re.MULTILINE)
EXPORT = re.compile(r"^export (?P<kind>(?:async )?function|class|const) (?P<name>\w+)", re.MULTILINE)
DYNAMIC = re.compile(r'\bimport\((?P<address>"\./(?P<module>[\w-]+\.js)"|`\./\$\{\w+\}\.js`)\)')
META = re.compile(r"\bimport\.meta\.url\b")
# What is no code, as far as these rules need to know it. A string or comment they misread stops the build, no more.
NOT_CODE = re.compile(r'/\*.*?\*/|(?:^|(?<=\s))//[^\n]*|"(?:[^"\\\n]|\\.)*"', re.DOTALL | re.MULTILINE)
UNKNOWN = re.compile(r"(?<![.\w$])(?:import|export)\b(?!\s*:)|^(?!.*\basync\b)\S.*\bawait\b", re.MULTILINE)

FRAME = """\
// Our modules as one script, made from assets/js by scripts/kb build --offline.
(() => {
"use strict";
const kbBase = document.currentScript.src;
const kbModules = {};
const kbLoaded = {};
const kbNeed = (name) => (kbLoaded[name] ??= kbModules[name](new URL(name, kbBase).href));
const kbLater = async (address) => kbNeed(address.replace("./", ""));
%s
kbNeed(%s);
})();
"""


def bundle(folder: Path, entry: str) -> str:
    """Return the module `entry` of `folder` and all that it imports as one script, to stand in `entry`'s place.

    Raises PublishError for what these few rules do not know.
    """
    sources = {name: (folder / name).read_text("utf-8") for name in _reached(folder, entry)}
    _refuse_circles(sources)
    modules = "".join(_wrapped(name, sources[name]) for name in sorted(sources))
    return FRAME % (modules, f'"{entry}"')


def _reached(folder: Path, entry: str) -> set[str]:
    reached: set[str] = set()
    waiting = {entry}
    while waiting:
        name = waiting.pop()
        reached.add(name)
        if not (folder / name).exists():
            raise PublishError(f"{name} is imported but does not exist in {folder}.")
        waiting |= set(_imports(folder, name)) - reached
    return reached


def _imports(folder: Path, name: str) -> Iterator[str]:
    text = (folder / name).read_text("utf-8")
    yield from (match["module"] for match in STATIC.finditer(text))
    for match in DYNAMIC.finditer(text):
        if match["module"]:
            yield match["module"]
        else:  # a name known only while the page runs: any module of the folder
            yield from (path.name for path in folder.glob("*.js") if EXPORT.search(path.read_text("utf-8")))


def _refuse_circles(sources: dict[str, str]) -> None:
    needs = {name: {match["module"] for match in STATIC.finditer(text)} for name, text in sources.items()}
    while ready := [name for name, needed in needs.items() if not needed & needs.keys()]:
        for name in ready:
            del needs[name]
    if needs:
        raise PublishError(f"{', '.join(sorted(needs))}: import each other in a circle; the package needs an order.")


def _wrapped(name: str, text: str) -> str:
    """Return a module as a function of its address that returns what the module exports."""
    names = [match["name"] for match in EXPORT.finditer(text)]
    code = STATIC.sub(lambda match: f'const {{{_renamed(match["names"])}}} = kbNeed("{match["module"]}");', text)
    code = EXPORT.sub(r"\g<kind> \g<name>", code)
    code = META.sub("kbUrl", DYNAMIC.sub(r"kbLater(\g<address>)", code))
    # Line breaks stay, so that the line found is the line in the module.
    judged = NOT_CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), code)
    if found := UNKNOWN.search(judged):
        line = judged.count("\n", 0, found.start()) + 1
        shown = text.splitlines()[line - 1].strip()
        raise PublishError(f"assets/js/{name}:{line}: “{shown}” is not known to publish/offline/bundle.py.")
    return f'kbModules["{name}"] = (kbUrl) => {{\n{code}\nreturn {{ {", ".join(names)} }};\n}};\n'


def _renamed(names: str) -> str:
    return re.sub(r"(\w+) as (\w+)", r"\1: \2", names)
