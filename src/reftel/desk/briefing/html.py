"""A brief as one HTML page that needs nothing else, and prints on paper."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from reftel.desk.briefing.frame import dateline, left_out
from reftel.desk.briefing.records import Brief
from reftel.desk.briefing.wording import shown

TEMPLATES = Path(__file__).parent / "templates"


def html(brief: Brief) -> str:
    """Return the page. It has no script, and jinja2 escapes what it puts into it."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("brief.html").render(
        brief=brief,
        banner=brief.marking,
        dateline=dateline(brief),
        left_out=left_out(brief),
        shown=shown,
        style=(TEMPLATES / "brief.css").read_text("utf-8"),
    )
