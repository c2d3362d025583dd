"""Records of printed copies: readable, so that an old code is still told from a wrong one."""

from collections.abc import Iterator

from knowledge_base.checks.rule import Text
from knowledge_base.copies import load_records
from knowledge_base.findings import Finding, InputError


def check(text: Text) -> Iterator[Finding]:
    """Yield a finding for each record that cannot be read."""
    try:
        load_records(text.root)
    except InputError as error:
        yield from error.findings
