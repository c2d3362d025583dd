"""What several test files write pages from."""

FRONT_MATTER = """\
---
title: Title
summary: One sentence.
type: about
roles: []
stages: []
themes: []
version: "1.0"
reviewed: 2026-11-21
review_due: 2027-05-21
history:
  - {version: "1.0", date: 2026-11-21, change: First text.}
---
"""
