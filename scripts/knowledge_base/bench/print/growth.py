"""The text several times over: each page with its PDF and card again under another address, longer books.

A copy says which one it is, so that no page is the same as another and no cache can answer for two.
"""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path

from knowledge_base.bench.print.own import Call, site_url
from knowledge_base.publish.paper.jobs import BookJob

END = "</article>"


def grown(call: Call, site: Path, times: int) -> Call:
    """Return the call for `times` the text, after writing the copies of the built pages below `site`."""
    names = [f"copy-{number}" for number in range(2, times + 1)]
    jobs: list = []
    for job in call.jobs:
        if isinstance(job, BookJob):
            jobs.append(_longer(job, site, names))
        else:
            jobs += [job, *(_moved(job, site, name) for name in names)]
    pages = {path for job in call.jobs for path in _files(job) if path.suffix == ".html"}
    for name in names:
        for page in pages:
            target = site / name / page.relative_to(site)
            target.parent.mkdir(parents=True, exist_ok=True)
            before, end, after = page.read_text("utf-8").rpartition(END)
            target.write_text(f"{before}<p>{name}</p>{end}{after}", encoding="utf-8")
    return call.of(jobs)


def _longer(job: BookJob, site: Path, names: list[str]) -> BookJob:
    """Return a book that goes through its parts again for each copy."""
    parts = tuple(part for name in names for part in _moved(job.plan.parts, site, name))
    return replace(job, plan=replace(job.plan, parts=job.plan.parts + parts))


def _moved(value, site: Path, name: str):
    """Return a job, or what it is made of, with all files and addresses moved into the folder `name` of the site."""
    if isinstance(value, Path):
        return site / name / value.relative_to(site) if site in value.parents else value
    if isinstance(value, str):
        own = site_url()
        return f"{own}{name}/{value.removeprefix(own)}" if value.startswith(own) else value
    if isinstance(value, tuple | list):
        return type(value)(_moved(one, site, name) for one in value)
    if is_dataclass(value):
        return replace(value, **{field.name: _moved(getattr(value, field.name), site, name) for field in fields(value)})
    return value


def _files(value) -> Iterator[Path]:
    if isinstance(value, Path):
        yield value
    elif isinstance(value, tuple | list):
        for one in value:
            yield from _files(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _files(getattr(value, field.name))
