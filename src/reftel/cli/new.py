"""`reftel new`: a telegram built from a draft."""

import sys
from pathlib import Path

from reftel.cli.snippet import heading
from reftel.cli.terminal import paint, safe, safe_path
from reftel.desk.drafting import DraftError, draft, drafted
from reftel.desk.places import Places
from reftel.telegram.writing import Target, write


def run(path: str, to: Target) -> int:
    """Build, write and check; return the exit code. path: of a TOML file, - for standard input."""
    try:
        text = sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8")
        telegram = drafted(draft(text))
    except (DraftError, OSError, UnicodeDecodeError) as error:
        words = error.strerror if isinstance(error, OSError) else str(error)
        sys.stderr.write(f"{safe_path(path)}: {paint('error', 'error')} {safe(words or '')}\n")
        return 1
    written = write(telegram, to)
    sys.stdout.write(written)
    sys.stdout.flush()
    places = Places(telegram.text)
    for each in telegram.diagnostics:
        if each.severity != "info":
            place = places.place(each.span)
            sys.stderr.write(f"line {place.line}: {heading(each)}\n")
    if written.lost:
        sys.stderr.write(f"not held: {', '.join(written.lost)}\n")
    return int(any(each.severity == "error" for each in telegram.diagnostics))
