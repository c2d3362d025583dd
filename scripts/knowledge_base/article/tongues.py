"""Words of the other language, in italics or in quotation marks, say which language they are.

A screen reader then speaks them with that language's sounds (WCAG 2.2, 3.1.2). Titles of sources know their language
from the register; what stands in running text is told by words that only one of the two languages has.
"""

import re

from lxml.html import HtmlElement

from knowledge_base.article.tree import Piece, element, splice, text_slots

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
QUOTED = re.compile(r"(?<=“)[^“”]+(?=”)")
SKIPPED = frozenset({"code", "pre", "svg", "em", "cite"})


def mark_tongues(root: HtmlElement, locale: str) -> None:
    """Give italics and quotations in the other language its `lang`. What names a language already keeps it."""
    for node in root.iter("em"):
        if _is_own(node) and (tongue := tongue_of(node.text_content(), locale)):
            node.set("lang", tongue)
    for node, slot in list(text_slots(root, lambda child: child.tag in SKIPPED or child.get("lang") is not None)):
        text = getattr(node, slot) or ""
        pieces: list[Piece] = []
        position = 0
        for match in QUOTED.finditer(text):
            if tongue := tongue_of(match[0], locale):
                pieces += [text[position : match.start()], element("span", match[0], lang=tongue)]
                position = match.end()
        if pieces:
            splice(node, slot, [*pieces, text[position:]])


def tongue_of(text: str, locale: str) -> str | None:
    """Return the language of `text` if it is not `locale`: that of the first word that only one of them has."""
    for word in WORD.findall(text):
        for tongue, signs in SIGNS.items():
            if word.casefold() in signs:
                return tongue if tongue != locale else None
    return None


def _is_own(node: HtmlElement) -> bool:
    return all(ancestor.get("lang") is None for ancestor in (node, *node.iterancestors()))


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What tells the languages apart in what is set in italics or quoted here: words that the other one has not.
SIGNS = {
    "en": _words(
        """the of and to for with from that by on in at into against under about as is are be or not who which their
        a an all during including must may should shall calls encourages endorsed takes urges adopted
        act approach approved armed assistance child children children's conflict conflicts crime custody
        disadvantaged discernment fighter fighters foreign grave guidelines handbook house justice juvenile law
        officer offender offenders our practices principles probation rights rules safe safety school
        sentence surveillance system victim victims violence youth"""
    ),
    "id": _words(
        """yang dan tentang dengan untuk dari pada dalam oleh bagi terhadap sebagai serta atau adalah tidak bahwa
        harus wajib dilarang boleh dapat sebaiknya hendaknya paling segera tanpa antara masa tahun hari
        anak undang-undang peraturan pasal ayat hukum pidana peradilan tindak tindakan lembaga balai badan tim orang
        pekerja rumah ruang surat perkara perlindungan pelindungan keadilan kekerasan kekuasaan kajian konvensi
        komentar pedoman petunjuk peta prinsip putusan laporan berita sasaran tema latar kegiatan
        hakim jaksa saksi korban pelaku pelapor pelaksana pendamping pembimbing pejabat petugas penyelidik penyidik
        wali warga tahanan narapidana klien asesor informan pengungsi deportan returnis tenaga sentra pesantren
        penyidikan penahanan penangguhan pemasyarakatan pembinaan pembimbingan pembantaran pemeriksaan penetapan
        pengamanan pengamatan pengampuan pengakuan penanganan pelanggaran pelayanan pendampingan penelitian
        penjelasan peninjauan pertimbangan perilaku musyawarah diversi litmas perppu praperadilan rehabilitasi
        bimbingan kelompok jaringan kewajiban kurungan kuasa kejar tuntutan terkait terorisme terpaksa
        terlibat melibatkan disyaratkan mengesahkan direkrut imperatif bela kesejahteraan"""
    ),
}
