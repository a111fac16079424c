"""Rules of sections and of page lines."""

from reftel.telegram.checks.rule import Finding, Findings, rule
from reftel.telegram.model import PageLine, Telegram


@rule("T407")
def section_words(telegram: Telegram) -> Findings:
    """C28: routing line, classification line and page lines speak of the same sections."""
    if telegram.identity is None and telegram.transmission is None:
        return None
    return [*_against_routing(telegram), *_against_pages(telegram)]


def _against_routing(telegram: Telegram) -> list[Finding]:
    line = telegram.transmission
    if line is None or line.serial is None or telegram.identity is None:
        return []
    section = telegram.identity.section
    number = section.number if section else None
    # The book counts pages behind the slash: /01 alone says nothing about sections.
    if line.serial_section == number or (number is None and line.serial_section in {0, 1}):
        return []
    said = f"/{line.serial_section:02}" if line.serial_section is not None else "no section"
    meant = f"SECTION {number:02}" if number is not None else "no section"
    message = f"routing line says {said}; classification line says {meant}"
    return [Finding(message, line.serial.span)]


def _against_pages(telegram: Telegram) -> list[Finding]:
    section = telegram.identity.section if telegram.identity else None
    total = section.of if section else 0
    found: list[Finding] = []
    for page in telegram.pages:
        if (page.of or 0) == total:
            continue
        said = f"{page.section or 0:02} OF {page.of:02}" if page.of else "no section"
        meant = f"{total} sections" if total else "no section"
        message = f"page line {page.page:02} says {said}; classification line says {meant}"
        found.append(Finding(message, page.span))
    return found


@rule("T409")
def run_of_pages(telegram: Telegram) -> Findings:
    """C30: inside a section page lines keep post, number and time, and run without gap."""
    if not telegram.pages:
        return None
    found: list[Finding] = []
    first = last = telegram.pages[0]
    if first.page != 1:
        found.append(Finding(f"first page line says page {first.page:02}; 01 expected", first.span))
    for page in telegram.pages[1:]:
        if _new_section(first, page):
            first = last = page
            continue
        found.extend(_next_page(first, last, page))
        last = page
    return found


def _new_section(first: PageLine, page: PageLine) -> bool:
    return page.page == 1 and page.section != first.section


def _next_page(first: PageLine, last: PageLine, page: PageLine) -> list[Finding]:
    found: list[Finding] = []
    if page.page != last.page + 1:
        message = f"page line {page.page:02} follows {last.page:02}; {last.page + 1:02} expected"
        found.append(Finding(message, page.span))
    for name, said, expected in (
        ("post", page.post, first.post),
        ("number", page.number, first.number),
        ("time", page.time, first.time),
    ):
        if said != expected:
            message = f"page line {page.page:02} says {name} {said or 'none'}"
            found.append(
                Finding(f"{message}; page line {first.page:02} says {expected}", page.span)
            )
    return found
