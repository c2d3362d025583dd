"""Refuses to render input that the checks refuse, with every fault at once."""

import sys

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from knowledge_base.checks import check_all
from knowledge_base.findings import report
from knowledge_base.hooks.language import is_first_pass


def on_pre_build(config: MkDocsConfig) -> None:
    if is_first_pass(config) and (findings := check_all()):
        if not config.extra.get("serving"):
            raise Abort(report(findings))
        print(report(findings), file=sys.stderr)  # who writes wants to see the page all the same
