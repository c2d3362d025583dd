"""Which layout a text has."""

from knowledge_base.editor.importing.layouts import clauses, headed, indonesian, labelled, numbered
from knowledge_base.editor.importing.model import Document, Reading, Stream


def recognise(reading: Reading, kind: str | None = None, which: int = 1) -> Document:
    """Return the document that the lines make, by the layout that `kind` names or else by the one that fits.

    Raises ValueError where the file has fewer texts than `which`.
    """
    stream = Stream(reading.lines)
    if kind == "statute" or (kind is None and indonesian.applies(stream)):
        return indonesian.recognise(reading)
    if kind == "act" or (kind is None and clauses.applies(stream)):
        return clauses.recognise(reading)
    if kind == "treaty" or (kind is None and labelled.applies(stream)):
        return labelled.recognise(reading, which)
    if kind == "resolution" or (kind is None and numbered.applies(stream)):
        return numbered.recognise(reading)
    return headed.recognise(reading)
