"""The official wording, for the editor's desk alone: a text file that git leaves out and no page shows."""

from knowledge_base.editor.importing.model import Document, Heading, Provision

FOLDER = "imports"
HEAD = """The official wording of {title}
as read from {name}. A working file: git leaves it out, no page shows it. Check it against the official print.
Delete it when docs/en/{stem}.md and docs/id/{stem}.md are written in our own words.
"""
STATES = {
    "inferred": " · heading not found",
    "deleted": " · deleted",
    "elucidation": " · only its elucidation is changed",
}


def working_text(document: Document, stem: str, name: str) -> str:
    """Return the file: every provision under its permanent id, then what stands before and after them."""
    blocks = [HEAD.format(title=document.title or name, name=name, stem=stem)]
    if document.preamble.strip():
        blocks.append(f"=== before the first provision ===\n{document.preamble.strip()}\n")
    for part in document.parts:
        blocks.append(_block(part))
    if document.rest.strip():
        blocks.append(f"=== after the last provision ===\n{document.rest.strip()}\n")
    return "\n".join(blocks)


def _block(part: Heading | Provision) -> str:
    if isinstance(part, Heading):
        return f"--- {part.id} · {part.unit} {part.number} · {part.title} ({part.place}) ---\n"
    number = part.shown_number or part.number
    title = f" · {part.title}" if part.title else ""
    of = f" of {part.of}" if part.of else ""
    head = f"=== {part.id} · {part.unit} {number}{of}{title}{STATES.get(part.state, '')} ({part.place}) ==="
    return f"{head}\n{part.text.strip()}\n"
