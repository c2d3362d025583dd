"""What a command for editors says when it does not do what it was asked."""

from collections.abc import Iterable


class RefusedError(Exception):
    """A command line that cannot be carried out. Carries every reason, a line each, with its mend."""

    def __init__(self, reasons: Iterable[str]):
        self.reasons = tuple(reasons)
        super().__init__("\n".join(self.reasons))
