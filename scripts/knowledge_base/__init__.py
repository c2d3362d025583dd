"""The knowledge base: registers, pages, checks, hooks for MkDocs and publishing steps."""

from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
LOCALES = ("en", "id")
