"""Makes the package importable for the hooks after this one, so that plain `mkdocs build` works too."""

import sys
from pathlib import Path

# MkDocs restores sys.path after loading a hook; the imported package stays known.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import knowledge_base  # noqa: F401
