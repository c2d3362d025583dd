"""Lines in print: a line that fits is not broken after its first word."""

import pymupdf
from knowledge_base.publish.paper.export import STYLES
from knowledge_base.publish.paper.layout import load_styles, whole_document, write_pdf
from knowledge_base.publish.paper.margins import Frame


def test_a_line_that_fits_but_for_the_space_at_its_end_stays_whole() -> None:
    styles = load_styles(STYLES)
    lines = "".join(
        f'<p style="width: {width / 4}px">Every child has rights. States <strong>must ensure</strong> them.</p>'
        for width in range(760, 800)  # around the width of the words before the emphasis
    )
    with pymupdf.open(
        stream=write_pdf(whole_document("Lines", "en", f"<main>{lines}</main>"), styles, Frame("", "", ()))
    ) as pdf:
        firsts = [line for page in pdf for line in page.get_text().splitlines() if line.startswith("Every")]
    assert len(firsts) == 40
    assert all(line.startswith("Every child has rights.") for line in firsts), set(firsts)
    assert len({line.strip() for line in firsts}) > 1  # some widths hold “States”, some do not
