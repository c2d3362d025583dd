"""What a command for editors says when it does not do what it was asked."""

from collections.abc import Iterable


class RefusedError(Exception):
    """A command that cannot be carried out. Carries every reason, a line each, with its mend."""

    code = 1

    def __init__(self, reasons: Iterable[str]):
        self.reasons = tuple(reasons)
        super().__init__("\n".join(self.reasons))


class MissingError(RefusedError):
    """A command line that lacks something, where nobody can be asked."""

    code = 2
