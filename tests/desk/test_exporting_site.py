"""The site is valid HTML without script, its links resolve, and it escapes what telegrams say."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import html5lib  # pyright: ignore[reportMissingTypeStubs]
import pytest
from exports import HIDDEN, READER, VISIBLE, archived, letter, reader

from reftel.archive.archive import Archive
from reftel.desk.exporting.site import shelf, write_site
from reftel.desk.exporting.site.rendering import STYLE

HOSTILE = letter(
    8,
    "(C) <script>alert(1)</script> \"quoted\" & 'so' {{ 7 * 7 }} \x1b[31m \u202e back.",
    subject='(U) </title><img src="x" onerror="alert(1)">',
)


def parsed(path: Path) -> Any:
    library: Any = html5lib  # it has no types
    tree = library.getTreeBuilder("etree")
    parser = library.HTMLParser(strict=True, tree=tree, namespaceHTMLElements=False)
    return parser.parse(path.read_bytes())


def written(archive: Archive, folder: Path, words: str = READER, title: str = "Straits") -> Path:
    session = reader(archive, words)
    names = session.names()
    folder.mkdir()
    assert write_site(session, names, folder, frozenset(names), title) == len(names)
    return folder


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    base = tmp_path_factory.mktemp("sites")
    with archived(base / "archive", [*VISIBLE, *HIDDEN, HOSTILE]) as archive:
        yield written(archive, base / "site")


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def ids(page: Any) -> list[str]:
    return [each.get("id") for each in page.iter() if each.get("id")]


def texts(page: Any, path: str) -> list[str]:
    return [" ".join("".join(each.itertext()).split()) for each in page.findall(path)]


def check_links(site: Path) -> int:
    count = 0
    for page in pages(site):
        for each in parsed(page).iter():
            href = each.get("href")
            if href is None:
                continue
            count += 1
            address, _, anchor = href.partition("#")
            target = (page.parent / address).resolve() if address else page
            assert target.is_file(), f"{page.name}: {href}"
            assert target.is_relative_to(site.resolve())
            assert not anchor or anchor in ids(parsed(target)), f"{page.name}: {href}"
    return count


def test_every_page_is_valid_and_has_its_landmarks(site: Path) -> None:
    assert len(pages(site)) == 3 + 4
    for path in pages(site):
        page = parsed(path)
        assert page.get("lang") == "en"
        assert len(page.findall(".//h1")) == len(page.findall(".//main")) == 1
        assert page.find(".//body/a").get("href") == "#main"
        assert len(ids(page)) == len(set(ids(page)))
        levels = [int(each.tag[1]) for each in page.iter() if re.fullmatch("h[1-6]", str(each.tag))]
        assert all(after - before <= 1 for before, after in pairwise(levels))
        assert all(each.text for each in page.findall(".//title"))


def test_nothing_on_a_page_runs(site: Path) -> None:
    for path in pages(site):
        page = parsed(path)
        policy = page.find(".//meta[@http-equiv='Content-Security-Policy']").get("content")
        assert policy.startswith("default-src 'none'; style-src 'self';")
        tags = {each.tag for each in page.iter()}
        assert not tags & {"script", "style", "img", "iframe", "object", "form", "base"}
        assert not [key for each in page.iter() for key in each.keys() if key[:2] == "on"]  # noqa: SIM118
        assert not page.findall(".//*[@style]")


def test_all_links_resolve(site: Path) -> None:
    assert check_links(site) > 50


def test_words_of_a_telegram_are_words(site: Path) -> None:
    page = parsed(site / "telegrams" / "08TAVERRE8.html")
    (text,) = texts(page, ".//div[@id='p1']/div")
    assert "<script>alert(1)</script> \"quoted\" & 'so' {{ 7 * 7 }} ␛[31m � back." in text
    assert '</title><img src="x" onerror="alert(1)">' in texts(page, ".//h1")[0]


def test_a_page_tells_what_the_record_tells(site: Path) -> None:
    page = parsed(site / "telegrams" / "08TAVERRE3.html")
    assert texts(page, ".//h1") == ["STRAITS TALKS"]
    facts = dict(zip(texts(page, ".//dl[@class='facts']//dt"), _first(page), strict=True))
    assert facts["Sent"] == "2008-04-04 21:43 UTC"
    assert facts["From"] == "AMEMBASSY TAVERRE"
    assert facts["To"] == "SECSTATE WASHDC"
    assert facts["E.O."] == "12958 DECL: 04/04/2018"
    assert texts(page, ".//div[@id='p1']/p") == ["1 (C)"]
    assert texts(page, ".//div[@id='p1']/div") == ["TAVERRE 4 is not at hand."]
    (table,) = page.findall(".//div[@id='p2']//pre")
    assert table.text == "ONE     1\nTWO     2"
    assert texts(page, ".//dl[@class='citations']//dt") == [
        "National Archives",
        "Chicago",
        "BibTeX",
    ]
    assert "08TAVERRE3" in texts(page, ".//dl[@class='citations']//dd")[2]
    assert texts(page, ".//ol[@class='copies']/li")[0].endswith(": 0003.txt")


def _first(page: Any) -> list[str]:
    return [
        " ".join("".join(each.find("dd").itertext()).split())
        for each in page.findall(".//dl[@class='facts']/div")
    ]


def test_references_go_both_ways_and_a_hidden_one_is_an_absent_one(site: Path) -> None:
    third = parsed(site / "telegrams" / "08TAVERRE3.html")
    hidden, absent = third.findall(".//section/ul[@class='references']")[0].findall("li")
    # 08TAVERRE4 is held, and hidden; 08TAVERRE99 is not held.
    assert hidden.find("a") is None
    assert (
        _words(hidden).replace(" 4:", " N:").replace("E4 ", "EN ")[3:]
        == (_words(absent).replace(" 99:", " N:").replace("E99 ", "EN ")[3:])
    )
    assert texts(third, ".//section[@aria-labelledby='citing']//a") == [
        "08TAVERRE1",
        "08TAVERRE8",
    ]  # and 08TAVERRE6, which is hidden
    first = parsed(site / "telegrams" / "08TAVERRE1.html")
    links = first.findall(".//section[@aria-labelledby='references']//a")
    assert [each.get("href") for each in links] == ["08TAVERRE3.html"]


def _words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def test_the_owner_sees_the_hidden_ones(site: Path, tmp_path: Path) -> None:
    with Archive(site.parent / "archive") as archive:
        whole = written(archive, tmp_path / "site", "everything")
    third = parsed(whole / "telegrams" / "08TAVERRE3.html")
    links = texts(third, ".//section[@aria-labelledby='references']//a")
    assert links == ["08TAVERRE4"]


def test_the_lists_are_sorted_and_long_ones_are_divided(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf, "ENTRIES", 2)
    with archived(tmp_path / "archive", VISIBLE) as archive:
        site = written(archive, tmp_path / "site")
    names = [each.name for each in pages(site) if each.parent == site]
    assert names == [
        *("by-date-2.html", "by-post-2.html", "by-post.html"),
        *("by-tag-2.html", "by-tag-3.html", "by-tag.html", "index.html"),
    ]
    check_links(site)
    entries = ".//a[@class='number']"
    assert texts(parsed(site / "index.html"), entries) == ["08TAVERRE1", "08TAVERRE2"]
    assert texts(parsed(site / "by-date-2.html"), entries) == ["08TAVERRE3"]
    second = parsed(site / "by-tag-2.html")
    assert texts(second, ".//h2") == [
        "ECON, Economic Conditions (continued)",
        "PREL, External Political Relations",
    ]
    assert texts(second, entries) == ["08TAVERRE3", "08TAVERRE1"]
    jumps = parsed(site / "by-tag.html").findall(".//nav[@class='jumps']//a")
    assert [each.get("href") for each in jumps] == ["by-tag.html#g1", "by-tag-2.html#g2"]


def test_a_site_of_nothing_is_a_site(tmp_path: Path) -> None:
    with archived(tmp_path / "archive", HIDDEN) as archive:
        site = written(archive, tmp_path / "site", "U", "<Empty>")
    assert [each.name for each in pages(site)] == ["by-post.html", "by-tag.html", "index.html"]
    assert texts(parsed(site / "index.html"), ".//p") == ["0 telegrams"]
    check_links(site)


def test_contrast_is_enough_for_small_words() -> None:
    light, dark = _colours()
    for colours in (light, light | dark):
        for ground in ("paper", "mark"):
            for ink in ("ink", "quiet", "link", "error", "warning"):
                assert _contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)


def _colours() -> list[dict[str, str]]:
    blocks = re.findall(r":root \{([^}]*)\}", STYLE.read_text("utf-8"))[:2]
    return [dict(re.findall(r"--(\w+): #([0-9a-f]{6})", block)) for block in blocks]


def _contrast(one: str, other: str) -> float:
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2.2."""
    shares = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    parts = [
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in shares
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
