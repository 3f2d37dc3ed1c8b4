"""Tables of hotels as people send them: what is read, what is refused, and with which words."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import openpyxl
import pytest

from handbook.partners import roster, table, template
from handbook.partners.fields import FIELDS, FieldError, clean
from handbook.partners.roster import Roster
from handbook.values.diagnostics import Severity
from handbook.values.partner import Logo

HEADER = ("id", "name", "name_zh", "address", "address_zh", "phone", "hint", "web", "logo")
GRAND = ("grand", "Grand Hotel", "大酒店", "1 Road, Beijing", "北京路1号", "+86 10 5550 0100", "Ask us", "grand.cn", "")


def no_logos(name: str) -> tuple[Logo | None, tuple[tuple[str, str, str, bool], ...]]:
    return None, (("logo.missing", f"the file {name!r} does not exist", "Put it there.", True),)


def text_of(rows: Iterable[Sequence[str]], separator: str = ",") -> str:
    made = io.StringIO()
    csv.writer(made, delimiter=separator).writerows(rows)
    return made.getvalue()


def read(folder: Path, data: bytes, name: str = "hotels.csv") -> Roster:
    (folder / name).write_bytes(data)
    return roster.of_table(folder / name, name, no_logos)


def of(folder: Path, *rows: Sequence[str], header: Sequence[str] = HEADER) -> Roster:
    return read(folder, text_of([header, *rows]).encode())


def row(**changes: str) -> tuple[str, ...]:
    return tuple(changes.get(key, value) for key, value in zip(HEADER, GRAND, strict=True))


def lines(found: Roster) -> dict[str, int]:
    return {key: spot.line for key, spot in found.spots.items()}


def told(found: Roster) -> str:
    return "\n".join(map(str, found.findings))


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_table_is_read_as_spreadsheets_write_it(tmp_path: Path, separator: str, encoding: str) -> None:
    quoted = row(name="Grand\nHotel, “the” 店", hint='Say "hello";\nthen wait')

    found = read(tmp_path, text_of([HEADER, quoted, row(id="other")], separator).encode(encoding))

    assert found.findings == ()
    assert [each.id for each in found.partners] == ["grand", "other"]
    assert found.partners[0].name == "Grand\nHotel, “the” 店"
    assert found.partners[0].hint == 'Say "hello";\nthen wait'
    assert lines(found) == {"grand": 2, "other": 5}, "a cell with a line break takes two lines"


def test_a_table_says_its_separator_itself(tmp_path: Path) -> None:
    found = read(tmp_path, ("sep=;\r\n" + text_of([HEADER, GRAND], ";")).encode("utf-8-sig"))

    assert (found.findings, lines(found)) == ((), {"grand": 3})


def test_columns_may_stand_in_any_order_and_be_called_in_chinese(tmp_path: Path) -> None:
    found = of(tmp_path, ("大酒店", "Grand", " GRAND.cn/ ", "grand"), header=("中文名称", "名 称", "网址", "编号"))

    assert told(found).count("error") == 1
    assert "the column 'name' is missing" in told(found)
    found = of(tmp_path, ("大酒店", "Grand", " GRAND.cn/ ", "grand"), header=("中文名称", "名称", "网址", "编号"))
    (partner,) = found.partners
    assert (partner.id, partner.name, partner.name_zh, partner.web) == ("grand", "Grand", "大酒店", "grand.cn")


def workbook(*rows: Sequence[object]) -> bytes:
    book = openpyxl.Workbook()
    for each in rows:
        book.worksheets[0].append(list(each))
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def test_a_workbook_is_read_like_a_table(tmp_path: Path) -> None:
    data = workbook(HEADER, row(), [], row(id="7", phone=861055500199), row(id="run", hint="=cmd|'/c calc'!A1"))

    found = read(tmp_path, data, "hotels.xlsx")

    assert [(each.id, each.phone) for each in found.partners] == [
        ("grand", "+86 10 5550 0100"), ("7", "+86 10 5550 0199"),
    ]  # fmt: skip
    assert lines(found) == {"grand": 2, "7": 4}
    assert "hotels.xlsx:5: error: row 5, column 'hint': \"=cmd|'/c calc'!A1\" begins as a formula" in told(found)


def zipped(**parts: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in parts.items():
            out.writestr(name, data)
    return made.getvalue()


DOCTYPE = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
WHOLE = workbook(HEADER, GRAND)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "the table is empty"),
        (b"\r\n,,\r\n", "the table is empty"),
        (text_of([HEADER]).encode(), "nothing stands below the names of the columns"),
        (text_of([GRAND]).encode(), "row 1 names no column: the header is missing"),
        ("id,name\na,Hôtel\n".encode("cp1252"), "the file is not UTF-8"),
        (text_of([HEADER, row()]).encode("gb18030"), "the file is not UTF-8"),
        (b'id,name\na,"b\nc,d\n', "the row cannot be read, nor those below it"),
        (b"id,name\na," + b"b" * 200_000, "the row cannot be read, nor those below it"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "old Excel file, or it has a password"),
        (zipped(a=b"b"), "the file is an archive, but no XLSX"),
        (zipped(**{"xl/workbook.xml": DOCTYPE}), "has a DOCTYPE"),
        (zipped(**{"xl/workbook.xml": b"<x/>"}), "the file is no sound XLSX"),
        (WHOLE[:-200], "the file is no sound XLSX"),
        (b"id,name\n" + b"a,b\n" * (table.MOST_ROWS + 5), "the table has more than 100,000 rows"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_table_is_refused_with_a_word(tmp_path: Path, data: bytes, words: str) -> None:
    (tmp_path / "hotels").write_bytes(data)

    rows, faults = table.read(tmp_path / "hotels", "hotels")
    found = roster.of_table(tmp_path / "hotels", "hotels", no_logos) if len(rows) < 100 else None

    said = told(found) if found else "\n".join(map(str, faults))
    assert words in said
    assert "hint: " in said
    assert not (found and found.partners)
    assert not (found and found.is_whole), "nobody is gone because a file cannot be read"


def test_a_table_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    bomb = b"<x>" + b"0" * 70_000_000
    data = zipped(**{"xl/workbook.xml": bomb, "b.xml": bomb, "c.xml": bomb})

    test_a_file_that_is_no_table_is_refused_with_a_word(tmp_path, data, "unpacks to more than 200,000,000 bytes")


NAMES = {
    "id": [
        ("../../x", "cannot name a file", "Perhaps 'x'"),
        ("Grand-Hotel", "cannot name a file", "Perhaps 'grand-hotel'"),
        ("a" * 41, "has 41 characters", "Shorten"),
        ("con", "cannot name a file", ""),
        ("大酒店", "cannot name a file", ""),
        ("", "is empty", "Fill it"),
        ("a b", "cannot name a file", "Perhaps 'a-b'"),
        ("8.61E+11", "is a number", "text"),
        ("a/b", "cannot name a file", ""),
        ("-x", "begins as a formula", ""),
    ],
    "name": [
        ("", "is empty", "Fill it"),
        ("x" * 10_000, "has 10,000 characters, more than 80", "Shorten"),
        ("abc\u202edef", "U+202E RIGHT-TO-LEFT OVERRIDE turns letters", "paste it as text"),
        ("a\u2066b", "U+2066 LEFT-TO-RIGHT ISOLATE is not closed", ""),
        ("a\u200bb", "U+200B ZERO WIDTH SPACE", ""),
        ("a\x00b", "U+0000", ""),
        ("a\ue000b", "U+E000", ""),
        ("a\U000f0001b", "U+F0001", ""),
        ("a\u00adb", "U+00AD", ""),
        ("=cmd|'/c calc'!A1", "begins as a formula", "without the '='"),
        ("@SUM(A1)", "begins as a formula", ""),
        ("+1+cmd", "begins as a formula", ""),
        ("#N/A", "is an error of the spreadsheet", ""),
        ("H?tel du Lac", "has question marks where letters were lost", "CSV UTF-8"),
        ("?????", "has question marks where letters were lost", ""),
        ("Hotel ??", "has question marks where letters were lost", ""),
        ("a\nb\nc", "has 3 lines, 2 at most", ""),
        ("\u2800", "has nothing that can be seen", ""),
    ],
    "phone": [
        ("8.61E+11", "is a number that the spreadsheet has shortened", "format “text”"),
        ("ask us", "is no telephone", ""),
        ("12", "is no telephone number", ""),
        ("+86 10 5550 0100 / +86 10 5550 0200", "is more than one number", ""),
        ("+86 10 5550 0100 ext. 8", "is no telephone number", ""),
        ("+999 12345678", "is no telephone number", ""),
        ("=1+1", "begins as a formula", ""),
    ],
    "web": [
        ("javascript:alert(1)", "is javascript:", ""),
        ("ftp://hotel.cn", "is ftp:", ""),
        ("data:text/html,x", "is data:", ""),
        ("https://me:secret@hotel.cn", "has a name before the address", ""),
        ("info@hotel.cn", "or is one of mail", ""),
        ("hotel", "is no address", ""),
        ("http://127.0.0.1/", "is no address", ""),
        ("hotel.cn:8080/a", "is no address", ""),
        ("hotel.cn/a b", "is no address", ""),
        ("hotel.cn/?utm=1", "anybody types", ""),
        ("hotel..cn", "is no address", ""),
        ("gr\u0430nd.cn", "U+0430 CYRILLIC SMALL LETTER A", ""),
        ("xn--a.cn", "cannot be the name of a host", ""),
    ],
    "address": [("a\nb", "has 2 lines, 1 at most", "Take line breaks out")],
    "logo": [("logo.png", "the file 'logo.png' does not exist", "Put it there."), ("=x", "begins as a formula", "")],
}
CASES = [(key, *case) for key, cases in NAMES.items() for case in cases]


@pytest.mark.parametrize(("key", "value", "words", "remedy"), CASES)
def test_what_cannot_be_printed_is_refused_with_row_column_and_remedy(
    tmp_path: Path, key: str, value: str, words: str, remedy: str
) -> None:
    found = of(tmp_path, row(id="good"), row(**{key: value}), row(id="too"))

    mine = [each for each in found.findings if each.severity is Severity.ERROR]
    assert len(mine) == 1, told(found)
    assert (mine[0].path, mine[0].line) == ("hotels.csv", 3)
    assert f"row 3, column {key!r}: " in mine[0].text
    assert words in mine[0].text
    assert mine[0].hint
    assert remedy in mine[0].hint
    assert [each.id for each in found.partners] == ["good", "too"]


@pytest.mark.parametrize(
    ("key", "value", "printed"),
    [
        ("phone", "010 5550 0100", "+86 10 5550 0100"), ("phone", "(010) 5550-0100", "+86 10 5550 0100"),
        ("phone", "+33 1 40 20 50 50", "+33 1 40 20 50 50"), ("phone", "４００-８２０-８８２０", "+86 400 820 8820"),
        ("web", "HTTPS://WWW.Hotel.CN/", "www.hotel.cn"), ("web", "http://hotel.cn/zh/", "hotel.cn/zh"),
        ("web", "酒店.中国", "酒店.中国"), ("web", "xn--fiq228c.com", "中文.com"), ("web", "hotel.cn:443", "hotel.cn"),
        ("name", "  فندق  القصر  ", "فندق القصر"), ("name", "Cafe\u0301", "Café"), ("name", "นี่ 🏨", "นี่ 🏨"),
        ("name", "می\u200cخواهم", "می\u200cخواهم"), ("name", "Smith & Sons <3", "Smith & Sons <3"), ("hint", "-", ""),
        ("address", "n/a", ""), ("address", "a\u00a0b", "a b"), ("hint", "Lost? Ask us!", "Lost? Ask us!"),
        ("hint", "Perdu ? Demandez-nous", "Perdu ? Demandez-nous"), ("hint", "Hungry?? Dial 8.", "Hungry?? Dial 8."),
    ],
)  # fmt: skip
def test_what_people_write_is_brought_into_form(key: str, value: str, printed: str) -> None:
    assert clean(FIELDS[key], value) == printed


def test_ids_that_stand_twice_and_names_that_capitals_tell_apart(tmp_path: Path) -> None:
    found = of(
        tmp_path,
        row(id="a"),
        row(id="A", name="B"),
        row(id="c"),
        row(id="c", name="D"),
        row(id="e", name="GRAND hotel"),
    )

    assert [each.id for each in found.partners] == ["e"]
    said = told(found)
    assert "row 2, column 'id': 'a' is also the id of row 3, but for capital letters" in said
    assert "row 5, column 'id': 'c' is also the id of row 4 " in said
    assert "warning: row 6, column 'name': 'GRAND hotel' is also the name in row 2, 4, but for capital letters" in said
    assert found.said == {"a", "A", "c", "e"}


def test_a_column_that_is_misspelt_keeps_every_row_back(tmp_path: Path) -> None:
    found = of(tmp_path, row(), header=["adress" if key == "address" else key for key in HEADER])

    assert "error: unknown column 'adress' [table.column]\n  hint: Did you mean 'address'?" in told(found)
    assert found.partners == ()


def test_a_column_that_is_not_ours_is_named_and_not_read(tmp_path: Path) -> None:
    found = of(tmp_path, (*row(), "old"), header=(*HEADER, "Remarks"))

    assert "warning: unknown column 'Remarks': nothing of it is printed" in told(found)
    assert len(found.partners) == 1


def test_a_column_twice_and_a_column_without_name(tmp_path: Path) -> None:
    twice = of(tmp_path, (*row(), "x"), header=(*HEADER, "Phone"))
    nameless = of(tmp_path, (*row(), "x", "y"), header=(*HEADER, "", "Remarks"))

    assert ("the column 'phone' stands there twice" in told(twice), twice.partners) == (True, ())
    assert "column 10 has no name: nothing of it is printed" in told(nameless)


def test_columns_that_stand_beside_their_names_are_told_at_once(tmp_path: Path) -> None:
    shifted = [(each, *row(id=f"h{each}")[:-1]) for each in "1234"]

    found = of(tmp_path, *shifted)

    assert told(found).count("error") == 1
    assert "stand 1 to the right of their names: the columns are shifted" in told(found)
    assert found.partners == ()


def test_a_cell_too_many_keeps_its_row_back(tmp_path: Path) -> None:
    found = of(tmp_path, row(id="good"), ("bad", "Grand", "Hotel", *GRAND[2:8], "x.svg"))

    assert "row 3 has a cell ('x.svg') to the right of the last column" in told(found)
    assert [each.id for each in found.partners] == ["good"]


def test_chinese_fields_without_chinese_are_remarked(tmp_path: Path) -> None:
    found = of(tmp_path, row(address_zh="Beijing Road 1"))

    assert "warning: row 2, column 'address_zh': 'Beijing Road 1' has no Chinese character" in told(found)
    assert len(found.partners) == 1


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_template_is_read_back_and_its_sample_is_no_hotel(tmp_path: Path, kind: str) -> None:
    data = template.written(kind)

    found = read(tmp_path, data, f"hotels.{kind}")

    assert data == template.written(kind)
    assert told(found).startswith(f"hotels.{kind}:2: error: row 2 is that of the sample")
    assert found.partners == ()


def test_a_form_for_one_hotel(tmp_path: Path) -> None:
    file = tmp_path / "hotel.toml"
    file.write_bytes(template.written("toml"))
    sample = roster.of_form(file, "hotel.toml", no_logos)
    file.write_bytes(template.written("toml").replace(b'"sample-hotel"', b'"grand"'))
    left = roster.of_form(file, "hotel.toml", no_logos)
    file.write_text('id = "grand"\nname = "Grand\\nHotel"\nphone = "010 5550 0100"\n', encoding="utf-8")
    good = roster.of_form(file, "hotel.toml", no_logos)
    file.write_text('id = "Grand"\nname = 7\nadress = "x"\n\nphone = "none"\n', encoding="utf-8")
    bad = roster.of_form(file, "hotel.toml", no_logos)
    file.write_text('id = "grand\n', encoding="utf-8")
    broken = roster.of_form(file, "hotel.toml", no_logos)

    assert "hotel.toml:3: error: 'id' is that of the sample" in told(sample)
    assert "hotel.toml:11: error: 'name_zh' '样本酒店' is that of the sample" in told(left)
    assert [each.code for each in left.findings] == ["partner.sample"] * 6
    assert [(each.id, each.name, each.phone) for each in good.partners] == [
        ("grand", "Grand\nHotel", "+86 10 5550 0100")
    ]
    assert [each.line for each in bad.findings] == [1, 2, 2, 3, 5]
    assert "hint: Did you mean 'address'?" in told(bad)
    assert [each.code for each in broken.findings] == ["data.syntax"]
    assert [each.code for each in sample.findings] == ["partner.sample"] * 7
    assert (sample.partners, bad.partners, broken.partners) == ((), (), ())
    assert not any(each.is_whole for each in (sample, left, good, bad, broken)), "a form tells of one hotel alone"


def test_a_thousand_combining_marks_are_too_long() -> None:
    with pytest.raises(FieldError, match="has 1,000 characters"):
        clean(FIELDS["name"], "a" + "\u0301" * 1000)
