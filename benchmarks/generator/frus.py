"""Documents of Foreign Relations of the United States, as TEI XML has them, of the 1970s."""

import re
from random import Random
from xml.sax.saxutils import escape

from . import places, truth
from .facts import Facts, draw
from .sample import Sample

# Countries whose capital's embassy the reader's table names in the 1970s.
COUNTRIES = {
    "Iran": "TEHRAN", "Turkey": "ANKARA", "Japan": "TOKYO", "France": "PARIS", "Italy": "ROME",
    "Mexico": "MEXICO", "Spain": "MADRID", "Egypt": "CAIRO", "Norway": "OSLO",
    "Sweden": "STOCKHOLM",
}  # fmt: skip


CITED = re.compile(r" \(ref(?: [A-F]|tel)\)")


def sample(chance: Random) -> Sample:
    """Return one document: heading, source note, dateline, opening, numbered paragraphs."""
    posts = {each.mrn: each for each in places.missions()}
    country = chance.choice([name for name, post in COUNTRIES.items() if post in posts])
    facts = draw(chance, (1971, 1978), [posts[COUNTRIES[country]]])
    number = chance.randrange(1, 400)
    found = truth.of_facts(facts)
    # The editors leave out the rest of the head, and print names in small letters.
    for name in ("order", "tags", "info", "captions", "references", "precedence"):
        found[name] = ""
    found["marks"] = " ".join("-" for _ in facts.paragraphs)
    found["to"] = "STATE ROUTINE"
    found["subject"] = facts.subject.capitalize()
    found["signature"] = facts.signature.title()
    return Sample("frus", _document(facts, country, number), found)


def _word(facts: Facts) -> str:
    return facts.action[0].precedence.title()


def _document(facts: Facts, country: str, number: int) -> str:
    post = facts.post.name.title()
    handling = f"; {_word(facts)}" if _word(facts) != "Routine" else ""
    day = f"{facts.sent:%B} {facts.sent.day}, {facts.sent.year}, {facts.sent:%H%M}"
    paragraphs = "\n  ".join(
        f"<p>{each.number}. {escape(CITED.sub('', each.text))}</p>" for each in facts.paragraphs
    )
    return f"""<div type="document" subtype="historical-document" n="{number}" xml:id="d{number}">
  <head>{number}. Telegram {facts.number} From the Embassy in {country} to the Department of
    State<note n="1" type="source" xml:id="d{number}fn1">Source: Department of State, Central
    Foreign Policy File, D760000-0001. {facts.level.title()}{handling}.</note></head>
  <opener><dateline rendition="#right"><placeName>{post}</placeName>,
    <date when="{facts.sent:%Y-%m-%dT%H:%M}:00+00:00">{day}Z</date></dateline></opener>
  <p>{facts.number}. Subject: {escape(facts.subject.capitalize())}.</p>
  {paragraphs}
  <closer><signed><hi rend="strong">{facts.signature.title()}</hi></signed></closer>
</div>
"""
