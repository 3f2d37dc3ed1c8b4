"""Every language's letters, digits and signs are in its fonts: a pangram is shaped in them without a box."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
import uharfbuzz
from builders import ROOT, load

from handbook.files.packages import package_folder
from handbook.fonts import cut
from handbook.language import exemplars
from handbook.language.signs import needs_glyph

PANGRAMS = {
    "en": "The quick brown fox jumps over the lazy dog.",
    "zh-Hans": "天地玄黄，宇宙洪荒。日月盈昃，辰宿列张。寒来暑往，秋收冬藏。",
    "ar": "صِف خَلقَ خَودٍ كَمِثلِ الشَمسِ إِذ بَزَغَت، يَحظى الضَجيعُ بِها نَجلاءَ مِعطارِ؛ آه، سُؤال ئ لا ةً!",
    "fr": "Dès Noël où un zéphyr haï me vêt de glaçons würmiens, je dîne d’exquis rôtis de bœuf à l’aÿ mûr & au kir.",
    "ko": "다람쥐 헌 쳇바퀴에 타고파. 닭 콩팥 훔친 집사, 뷁 꿹!",
    "ja": "いろはにほへど ちりぬるを わがよたれぞ つねならむ。トリナクコヱス ユメサマセ ミヨアケワタル「々ー」",
    "ru": "Съешь же ещё этих мягких французских булок, да выпей чаю. ЁЙЪЩ",
    "vi": "Do bạch kim rất quý nên sẽ dùng để lắp vô xương. Ẩm ướt ngõ nhỏ, Ặc Ễnh Ỗ Ữ đẫy giữ ỵ ỷ ỹ ỳ ẵ ẳ ậ ể ỡ ở.",
    "th": "เป็นมนุษย์สุดประเสริฐเลิศคุณค่า กว่าบรรดาฝูงสัตว์เดรัจฉาน จงฝ่าฟันพัฒนาวิชาการ อย่าล้างผลาญฤๅเข่นฆ่าบีฑาใคร "
    "ไม่ถือโทษโกรธแช่งซัดฮึดฮัดด่า หัดอภัยเหมือนกีฬาอัชฌาสัย ปฏิบัติประพฤติกฎกำหนดใจ พูดจาให้จ๊ะๆ จ๋าๆ น่าฟังเอยฯ",
    "zh-Hant": "天地玄黃，宇宙洪荒。日月盈昃，辰宿列張。寒來暑往，秋收冬藏。",
    "de": "Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich. ÄÖÜẞ",
    "es": "El pingüino Wenceslao hizo kilómetros bajo exhaustiva lluvia y frío; añoraba a su querido cachorro. ¿Ñ? ¡É!",
    "hi": "ऋषियों को सताने वाले दुष्ट राक्षसों के राजा रावण का सर्वनाश करने वाले भगवान श्रीराम, अयोध्या के महाराज दशरथ के बड़े सपुत्र थे। "
    "ज्ञान, क्षत्रिय, शृंखला, द्ध द्व ट्ठ ह्म, र्क्त्रिं, ज़ फ़ ढ़ ऑ ॐ ऐंठ, घंटा, छाँव, झण्डा, ङ, ठः।",
    "id": "Muharjo seorang xenofobia universal yang takut pada warga jazirah, contohnya Qatar.",
    "ms": "Zaki ghairah mencuba fikir vexillologi baharu, qari xilofon jadi paling widi.",
    "mn": "Щётканы фермд пийшин цувъя. Бөгж зогсч хэльюү. ЭҮӨЁЪЫ",
}
"""Nearly all letters of each language, with what stands above, below and joined."""
DIGITS = " 0123456789 % ¥ € ₽ № + − × “”‘’ … – —"


@pytest.mark.parametrize("tag", load(ROOT).languages)
def test_the_fonts_of_a_language_have_what_cldr_says_it_is_written_with(tag: str) -> None:
    project = load(ROOT)

    asked = "".join(sorted(exemplars.letters(tag) | exemplars.signs(tag)))

    assert len(asked) > 30
    assert cut.uncovered(project, project.languages[tag], asked) == ()


@pytest.mark.parametrize("role", ["text", "display", "serif"])
@pytest.mark.parametrize("tag", load(ROOT).languages)
def test_a_pangram_is_shaped_without_a_box_or_a_circle(tag: str, role: str) -> None:
    """A dotted circle stands where a mark has no letter to stand on."""
    found = [(run, name) for run, font in shaped(tag, role, PANGRAMS[tag] + DIGITS) for name in glyphs(run, font)]

    assert len(found) > 40
    assert [run for run, name in found if name in {".notdef", "uni25CC"}] == []


def shaped(tag: str, role: str, text: str) -> Iterator[tuple[str, uharfbuzz.Font]]:
    """Yield the runs of a text, each with the first family of the role, or of the language, that has its letters."""
    project = load(ROOT)
    roles = project.languages[tag].roles
    ids = dict.fromkeys([*roles[role], *itertools.chain(*roles.values())])
    families = [project.fonts[each] for each in ids]

    def family(letter: str) -> int:
        having = (number for number, each in enumerate(families) if ord(letter) in cut.family_coverage(each))
        return next(having, 0) if needs_glyph(letter) and not letter.isspace() else -1

    number, run = -1, ""
    for letter in [*text, ""]:
        now = family(letter) if letter else len(families)
        if run and now not in {-1, number}:
            each = families[number]
            folder, style = package_folder(each.package), next(iter(each.cuts.values()))
            yield run, font_of(Path(str(folder)) / style.file, each.face)
            run = ""
        number, run = (number if now == -1 else now), run + letter


def font_of(file: Path, face: int) -> uharfbuzz.Font:
    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(file)), face))


def glyphs(run: str, font: uharfbuzz.Font) -> Iterator[str]:
    """Yield the names of the glyphs of a run, the box as .notdef whatever the font calls it."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(run)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer)
    circle = font.get_nominal_glyph(0x25CC)
    for each in buffer.glyph_infos:
        yield ".notdef" if each.codepoint == 0 else "uni25CC" if each.codepoint == circle else str(each.codepoint)
