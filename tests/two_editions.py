"""A repository with two editions of the real text: 2026.1 as it is, 2026.2 after changes as editors make them."""

import re
import shutil
import subprocess
from pathlib import Path

from conftest import Workshop
from knowledge_base import LOCALES, REPOSITORY

FIRST, SECOND = "2026.1", "2026.2"
OLD_PAGE, NEW_PAGE = "toolkit/return-from-conflict-zones", "toolkit/return"
OLD_SECTION, NEW_SECTION = "toolkit/training#maldives", "law/maldives#training-of-trainers"


def git(root: Path, *arguments: str) -> str:
    done = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, text=True, check=True)
    return done.stdout


def repository(root: Path) -> Workshop:
    """Return a repository of its own, with the text as it is and no edition yet."""
    git(REPOSITORY, "clone", "--quiet", str(REPOSITORY), str(root))
    for name in ("docs", "overrides", "scripts", "mkdocs.yml"):  # what is not committed yet is tried too
        source, target = REPOSITORY / name, root / name
        if source.is_dir():
            shutil.rmtree(target)
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__", "frozen", "printed"))
        else:
            shutil.copy(source, target)
    for key, value in (("user.name", "Editor"), ("user.email", "editor@example.org"), ("commit.gpgsign", "false")):
        git(root, "config", key, value)
    shop = Workshop(root)
    shop.write("docs/data/editions.yml", _draft(FIRST, "First edition.", "Edisi pertama."))
    shop.write("docs/data/moved.yml", "{}\n")
    # What the text says now is what its versions say.
    shop.write("docs/data/versions.yml", "{}\n")
    commit(shop, "The text before its first edition")
    return shop


def publish(shop: Workshop, number: str, day: str) -> str:
    """Publish an edition without PDFs. Return what the command said."""
    done = shop.kb("edition", number, "--no-pdf", "--date", day)
    assert done.returncode == 0, done.stderr
    return done.stdout


def commit(shop: Workshop, message: str) -> None:
    git(shop.root, "add", "--all")
    git(shop.root, "commit", "--quiet", "--allow-empty", "-m", message)


def change(shop: Workshop) -> None:
    """Make the changes between the editions, with versions, history, translations as the checks ask for them."""
    # A duty made stronger, in both languages.
    shop.replace("docs/en/law/havana-rules.md", "The justice system should uphold", "The justice system must uphold")
    shop.replace(
        "docs/id/law/havana-rules.md", "Sistem peradilan hendaknya menjunjung", "Sistem peradilan harus menjunjung"
    )
    raise_version(shop, "law/havana-rules", "Rule 1 is stricter.", "Aturan 1 lebih tegas.")
    # A comma: no new version.
    shop.replace("docs/en/about/how-to-cite.md", "Cite the original first:", "Cite, the original first:")
    # A section that went to another page, and in its old page a new one.
    shop.append("docs/en/law/maldives.md", "\n## Training { #training-of-trainers }\n\nPlanned.\n")
    shop.append("docs/id/law/maldives.md", "\n## Pelatihan { #training-of-trainers }\n\nDirencanakan.\n")
    raise_version(shop, "law/maldives", "On training.", "Tentang pelatihan.")
    for locale in LOCALES:
        path = f"docs/{locale}/toolkit/training.md"
        text = (shop.root / path).read_text("utf-8")
        text = re.sub(r"\n### [^\n]*\{ #maldives \}\n.*?(?=\n##)", "", text, count=1, flags=re.DOTALL)
        shop.write(path, text + "\n## 2027 { #next-workshops }\n\n2027.\n")
    raise_version(shop, "toolkit/training", "Without Maldives.", "Tanpa Maladewa.")
    # A page with another name.
    for locale in LOCALES:
        (shop.root / f"docs/{locale}/{OLD_PAGE}.md").rename(shop.root / f"docs/{locale}/{NEW_PAGE}.md")
    for path in ("docs/en/protocols/returnees-deportees.md", "docs/id/protocols/returnees-deportees.md", "mkdocs.yml"):
        shop.replace(path, "return-from-conflict-zones.md", "return.md")
    for name in ("asked", "translations", "versions"):
        path = f"docs/data/{name}.yml"
        shop.write(path, (shop.root / path).read_text("utf-8").replace(OLD_PAGE, NEW_PAGE))
    text = (shop.root / "docs/data/asked.yml").read_text("utf-8")
    shop.write("docs/data/asked.yml", re.sub(rf"{OLD_SECTION}:\n(?:  .*\n)+", "", text))
    shop.write("docs/data/moved.yml", f"{OLD_PAGE}: {NEW_PAGE}\n{OLD_SECTION}: {NEW_SECTION}\n")
    confirmed = ("law/havana-rules", "law/maldives", "toolkit/training", NEW_PAGE)
    done = shop.kb("translated", *confirmed)
    assert done.returncode == 0, done.stdout + done.stderr
    # A translation that lags, and is declared.
    shop.replace("docs/en/law/opac.md", "Armed groups cannot join;", "Armed groups can never join;")
    raise_version(shop, "law/opac", "Wording.", "Rumusan.")
    text = (shop.root / "docs/data/editions.yml").read_text("utf-8")
    start = text.index(f'- number: "{SECOND}"')
    shop.write(
        "docs/data/editions.yml",
        text[:start] + _draft(SECOND, "Second edition.", "Edisi kedua.", "law/opac#about-this-text"),
    )


def raise_version(shop: Workshop, stem: str, english: str, indonesian: str) -> None:
    for locale, line in zip(LOCALES, (english, indonesian), strict=True):
        path = f"docs/{locale}/{stem}.md"
        version = re.search(r'^version: "1\.(\d+)"$', (shop.root / path).read_text("utf-8"), re.MULTILINE)
        raised = f"1.{int(version[1]) + 1}"
        shop.replace(path, version[0], f'version: "{raised}"')
        shop.replace(path, "\n---\n", f'\n  - {{version: "{raised}", date: 2026-12-20, change: {line}}}\n---\n')


def _draft(number: str, english: str, indonesian: str, behind: str = "") -> str:
    declared = f"  behind: [{behind}]\n" if behind else ""
    return f'- number: "{number}"\n  summary: {{en: {english}, id: {indonesian}}}\n{declared}'
