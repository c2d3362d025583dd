"""Publishing steps: they read the built HTML and would work on any generator's."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from knowledge_base.provisions import load_provisions
from knowledge_base.publish import open_data, search, styles
from knowledge_base.publish.paper.export import export
from knowledge_base.registers import load_registers


def publish(site: Path, config: MkDocsConfig) -> None:
    """Run all steps on the site built into the folder `site`."""
    styles.slim(site)
    open_data.write_concordance(site, config.site_url, load_provisions(), load_registers())
    search.index(site)
    if jobs := config.extra.get("paper_jobs"):
        export(jobs, config.extra.get("progress"))
