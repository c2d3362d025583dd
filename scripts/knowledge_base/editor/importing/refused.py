"""An official text that cannot be imported, in words for editors."""

from pathlib import Path

from knowledge_base.findings import Finding, InputError


class UnreadableError(Exception):
    """A file that cannot be read: what is wrong with it, and what to do."""

    def __init__(self, what: str, mend: str, line: int = 1):
        super().__init__(what)
        self.what, self.mend, self.line = what, mend, line


def refusal(path: Path, error: UnreadableError) -> InputError:
    """Return the error as the finding that commands print."""
    return InputError([Finding(path.name, error.line, error.what, error.mend)])
