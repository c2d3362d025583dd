"""YAML as our registers write it: plain words where that is possible, quotes where it is not."""

from collections.abc import Mapping, Sequence

import yaml


def scalar(text: str, flow: bool = False) -> str:
    """Return `text` as the value of a key; with `flow` as one that may stand inside { } or [ ]."""
    written = f"{{k: {text}}}" if flow else f"k: {text}"
    try:
        plain = yaml.safe_load(written) == {"k": text}
    except (yaml.YAMLError, ValueError):
        plain = False
    # Quoted more often than YAML asks for, as the registers have it: whoever adds a word need not know when.
    if plain and '"' not in text and not (flow and any(mark in text for mark in ",[]{}=?&")):
        return text
    if "\\" in text or ('"' in text and "'" not in text):
        return "'" + text.replace("'", "''") + "'"
    return '"' + text.replace('"', '\\"') + '"'


def mapping(words: Mapping[str, str]) -> str:
    """Return `{en: …, id: …}`."""
    return "{" + ", ".join(f"{key}: {scalar(word, flow=True)}" for key, word in words.items()) + "}"


def sequence(words: Sequence[str]) -> str:
    """Return `[a, b]`."""
    return "[" + ", ".join(scalar(word, flow=True) for word in words) + "]"
