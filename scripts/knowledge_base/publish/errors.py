"""What can go wrong after MkDocs has rendered."""


class PublishError(RuntimeError):
    """A publishing step failed; the message says which and why."""
