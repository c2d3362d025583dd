"""Open data: what programs can use of an edition, under data/. What is there, and how to use it, says about/data."""

from collections.abc import Sequence

from knowledge_base.provisions import Provision
from knowledge_base.publish.open_data.akn import write_akn
from knowledge_base.publish.open_data.concordance import write_concordance
from knowledge_base.publish.open_data.provisions import write_provisions
from knowledge_base.publish.open_data.publication import Publication
from knowledge_base.publish.open_data.quality import write_quality
from knowledge_base.publish.open_data.sbom import write_sbom
from knowledge_base.publish.open_data.schemas import write_schemas
from knowledge_base.texts import PageText


def write_open_data(publication: Publication, provisions: Sequence[Provision], texts: Sequence[PageText]) -> None:
    """Write the files that are made from the text, of which `texts` are the built pages.

    The registers are there already: MkDocs copies docs/data. What is said of each page follows when the pages are
    complete (linked.py).
    """
    write_concordance(publication, provisions)
    write_provisions(publication, provisions, texts)
    write_akn(publication)
    write_schemas(publication)
    write_sbom(publication)
    write_quality(publication)
