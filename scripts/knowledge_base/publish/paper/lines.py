"""Lines that WeasyPrint 70 breaks after their first word, kept whole.

Where a text fits its line exactly and only the space at its end does not, `split_first_line` takes the line for one
that cannot be broken (its step 3) and keeps the first word alone. The space hangs over the edge and counts for
nothing; who asks for the line knows that (`trailing_whitespace_size` in layout/inline.py).
"""

from weasyprint.layout import inline

split_first_line = inline.split_first_line
# A text longer than this many lines, judged by the line that was split off, cannot fit: asking again costs time.
FITTING = 2


def split_whole_line(text, style, context, max_width, spacing, is_line_start=True, minimum=False):
    """Split the first line off a text, unless the whole text fits but for the space at its end."""
    line = split_first_line(text, style, context, max_width, spacing, is_line_start, minimum)
    _, length, resume_at, width, *_ = line
    if resume_at is None or not max_width or not text.endswith(" "):
        return line
    if len(text) * width > FITTING * length * max_width:
        return line
    words = split_first_line(text.rstrip(" "), style, context, max_width, spacing, is_line_start, minimum)
    if words[2] is not None or words[3] > max_width:
        return line
    return split_first_line(text, style, context, None, spacing, is_line_start, minimum)


def mend_lines() -> None:
    """Let WeasyPrint split lines with `split_whole_line`."""
    inline.split_first_line = split_whole_line
