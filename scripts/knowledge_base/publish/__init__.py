"""Publishing steps: they read the built HTML and would work on any generator's."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from knowledge_base.publish import search, styles
from knowledge_base.publish.paper.export import export


def publish(site: Path, config: MkDocsConfig) -> None:
    """Run all steps on the site built into the folder `site`."""
    styles.slim(site)
    search.index(site)
    if jobs := config.extra.get("paper_jobs"):
        export(jobs, config.extra.get("progress"))
