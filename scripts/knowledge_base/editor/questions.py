"""What has to be known of a new source and of a new concept, in the order of an entry; also the verbs' options."""

from knowledge_base.editor.asking import Question

LANGUAGES = {"en": "English", "id": "Indonesian"}
DATE = r"\d{4}(-\d{2}(-\d{2})?)?"
ADDRESS = r"https?://\S+"

OF_SOURCE = (
    Question("kind", "Kind", True, listed="kinds"),
    Question("title", "Title, as the document has it", True),
    Question("language", "Language of that title", True, listed="languages"),
    Question("translation-en", "Title in English, our words"),
    Question("translation-id", "Title in Indonesian, our words"),
    Question("short-en", "Short name in English, as in: Law 11/2012; UNODC on the Roadmap, 2019", True),
    Question("short-id", "Short name in Indonesian, as in: UU 11/2012; UNODC tentang Roadmap, 2019", True),
    Question("body-en", "Who issued it, in English", True),
    Question("body-id", "Who issued it, in Indonesian", True),
    Question("date", "Date, as in 2024, 2024-05 or 2024-05-31", form=DATE),
    Question("date-note-en", "Note on the date, in English"),
    Question("date-note-id", "Note on the date, in Indonesian"),
    Question("symbol", "Symbol or number, as in: A/RES/76/147; LN 2012/153, TLN 5332"),
    Question("url", "Web address of what was read, with https://", form=ADDRESS),
    Question("also", "Further addresses, with https://", many=True, form=ADDRESS),
    Question("languages", "Languages in which it was read, if not that of the title", many=True, listed="languages"),
    Question("seen", "How much was read", True, listed="seen"),
    Question("seen-note-en", "What exactly was read, in English"),
    Question("seen-note-id", "What exactly was read, in Indonesian"),
    Question("code", "Codes of fact files", many=True),
)


def _of_concept(locale: str, language: str) -> tuple[Question, ...]:
    return (
        Question(f"term-{locale}", f"Preferred term in {language}", True),
        Question(f"definition-{locale}", f"Meaning in {language}, one or two sentences", True),
        Question(f"alias-{locale}", f"Other words for it in {language}, which the search finds", many=True),
        Question(f"abbreviation-{locale}", f"Abbreviation in {language}"),
        Question(f"avoid-{locale}", f"Words to avoid in {language}, each as WORD: REASON", many=True),
    )


OF_TERM = (
    *(question for locale, language in LANGUAGES.items() for question in _of_concept(locale, language)),
    Question("mark", "Forms to link in English text, if not the term", many=True),
    Question("mark-id", "Forms to link in Indonesian text, if not the term", many=True),
    Question("source", "Where the meaning is from, in words: UU 11/2012 Pasal 23", True),
    Question("citation", "Citations, as in @uu-11-2012, art. 23", many=True),
    Question("remark-en", "Remark in English"),
    Question("remark-id", "Remark in Indonesian"),
    Question("fact", "Code in the fact file, if not the next number"),
)
