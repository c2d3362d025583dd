"""What an editor is asked for an entry of a register: on the command line, or one question after another."""

import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TextIO

from knowledge_base.editor.refused import MissingError, RefusedError

Given = Mapping[str, str | list[str] | None]
Answers = dict[str, str | list[str]]


@dataclass(frozen=True)
class Question:
    """One thing to know: its option without the dashes, its words, what may be answered.

    `many` options can be given several times; on a terminal their answers are parted by semicolons. `listed` names the
    list of the vocabulary that holds the choices; `form` is the pattern of an answer.
    """

    option: str
    words: str
    required: bool = False
    choices: tuple[str, ...] = ()
    many: bool = False
    listed: str = ""
    form: str = ""

    @property
    def name(self) -> str:
        """The name under which argparse keeps the answer."""
        return self.option.replace("-", "_")


def with_choices(questions: Sequence[Question], vocabulary: object) -> list[Question]:
    """Return the questions with the choices that the vocabulary lists."""
    return [
        replace(question, choices=tuple(getattr(vocabulary, question.listed))) if question.listed else question
        for question in questions
    ]


def answers(
    questions: Sequence[Question], given: Given, reader: TextIO | None = None, writer: TextIO | None = None
) -> Answers:
    """Return the answers by the names of the options: what is `given`, and on a terminal what is typed for the rest.

    Where required ones are missing and nobody can be asked, raises MissingError with all of them. On a terminal nothing
    but what is missing is asked, and nothing at all if all that is required was given.
    """
    reader, writer = reader or sys.stdin, writer or sys.stderr
    found: Answers = {}
    for question in questions:
        value = given.get(question.name)
        if value not in (None, []):
            found[question.name] = value
    missing = [question for question in questions if question.required and question.name not in found]
    if missing and not reader.isatty():
        raise MissingError(["Missing, and there is no terminal to ask on:", *map(_option_line, missing)])
    if missing:
        writer.write("Answer in one line each; Enter alone leaves out what is optional; Ctrl-C stops.\n")
        for question in questions:
            if question.name not in found and (answer := _asked(question, reader, writer)):
                found[question.name] = answer
    return found


def wrong_answers(questions: Sequence[Question], found: Answers) -> list[str]:
    """Return what is wrong with answers that were given as options."""
    return [line for question in questions if (line := _wrong(question, found.get(question.name)))]


def _option_line(question: Question) -> str:
    choices = f": {', '.join(question.choices)}" if question.choices else ""
    return f"  --{question.option}  {question.words}{choices}"


def _asked(question: Question, reader: TextIO, writer: TextIO) -> str | list[str] | None:
    while True:
        choices = f" ({', '.join(question.choices)})" if question.choices else ""
        hint = "" if question.required else " [optional]"
        writer.write(f"{question.words}{choices}{hint}: ")
        writer.flush()
        line = reader.readline()
        if not line:
            raise RefusedError(["The input ended before the last question. Nothing was written."])
        text = line.strip()
        answer = [part.strip() for part in text.split(";") if part.strip()] if question.many else text
        if not answer and not question.required:
            return None
        if problem := "An answer is needed." if not answer else _wrong(question, answer):
            writer.write(f"  {problem}\n")
            continue
        return answer


def _wrong(question: Question, answer: str | list[str] | None) -> str:
    for word in [answer] if isinstance(answer, str) else answer or []:
        if question.choices and word not in question.choices:
            return f"--{question.option}: “{word}” is none of {', '.join(question.choices)}."
        if question.form and not re.fullmatch(question.form, word):
            return f"--{question.option}: “{word}” is not that. {question.words}."
        if not word.strip() and question.required:
            return f"--{question.option}: is empty. Write something."
        if not word.isprintable():
            return f"--{question.option}: has a line break or a control character. Write one plain line."
    return ""
