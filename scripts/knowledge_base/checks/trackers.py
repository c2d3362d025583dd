"""Trackers: addresses that tell somebody who reads what, or hide where they lead."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

from knowledge_base.findings import Finding
from knowledge_base.models import Safety

ADDRESS = re.compile(r"https?://[^\s<>\"')\]]+", re.IGNORECASE)


def check(shown: str, text: str, safety: Safety) -> Iterator[Finding]:
    """Yield a finding for each address with a tracking parameter, of a tracker, or of a service that shortens it."""
    for match in ADDRESS.finditer(text):
        if fault := _fault(match[0], safety):
            yield Finding(shown, text.count("\n", 0, match.start()) + 1, *fault)


def _fault(address: str, safety: Safety) -> tuple[str, str] | None:
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").casefold()
    except ValueError:
        return f"has an address that cannot be read ({address[:40]}).", "Copy it again from the browser."
    if own := next((one for one in safety.trackers if host == one or host.endswith(f".{one}")), None):
        return f"has an address of {own}, which records its readers or hides where it leads.", "Give the source's own."
    names = [name for name, _ in parse_qsl(parts.query, keep_blank_values=True)]
    for name in names:
        if any(name == one or (one.endswith("_") and name.startswith(one)) for one in safety.tracking_parameters):
            return f"has an address with “{name}=”, which records its readers.", f"Leave out “{name}=” and its value."
    return None
