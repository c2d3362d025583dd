"""Pictures: drawings of docs/assets/images that hold nothing but shapes and words, each in a paragraph of its own."""

import posixpath
from collections.abc import Iterator

from knowledge_base.article.pictures import IMAGES, read_drawing
from knowledge_base.checks.markup import IMAGE, SCHEME
from knowledge_base.checks.rule import Text
from knowledge_base.findings import Finding, InputError
from knowledge_base.pages import Page


def check(page: Page, text: Text) -> Iterator[Finding]:
    """Yield a finding for each picture that the page cannot show. Descriptions and addresses: see markup.check."""
    lines = {line.number: line.text.strip() for line in page.lines}
    for image in IMAGE.finditer(page.text):
        number, target = page.line_at(image.start()), image["target"]
        if SCHEME.match(target):
            continue
        path = posixpath.normpath(posixpath.join(posixpath.dirname(page.shown), target))
        if posixpath.dirname(path) != IMAGES or not path.endswith(".svg"):
            mend = f"Put an SVG into {IMAGES} and write the way to it."
            yield Finding(page.shown, number, f"shows “{target}”, which is no drawing of ours.", mend)
            continue
        if lines[number] != image[0] or lines.get(number - 1) or lines.get(number + 1):
            what, mend = "has a picture inside a paragraph.", "Leave a line free before and after it."
            yield Finding(page.shown, number, what, mend)
        try:
            read_drawing(text.root / path, text.root, "")
        except InputError as error:
            yield from error.findings
