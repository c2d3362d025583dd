"""The search index: Pagefind over the built articles, one index per language."""

import json
import subprocess
import sys
from pathlib import Path

from knowledge_base.publish.errors import PublishError

# Pagefind writes interfaces of its own beside its engine; ours is overrides/assets/js/search.js.
UNUSED = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*", "pagefind-highlight.js")
LEFT_OUT = ".headerlink, .notes, .page-facts, .page-tools, .letters, sup.cite, [hidden]"


def index(site: Path) -> None:
    """Write `site`/pagefind. Raises PublishError with Pagefind's own words."""
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--root-selector", "article.md-content__inner"]
    command += ["--exclude-selectors", LEFT_OUT]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False)
    if done.returncode:
        raise PublishError(f"the search index could not be made:\n{done.stdout}{done.stderr}")
    folder = site / "pagefind"
    for pattern in UNUSED:
        for file in folder.glob(pattern):
            file.unlink()
    entry = folder / "pagefind-entry.json"
    # Pagefind orders the languages at random; the same text must give the same bytes.
    entry.write_text(json.dumps(json.loads(entry.read_text("utf-8")), sort_keys=True), encoding="utf-8")
