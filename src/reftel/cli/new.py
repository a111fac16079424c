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
        data = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
        telegram = drafted(draft(data.decode("utf-8-sig")))
    except (DraftError, OSError, UnicodeDecodeError) as error:
        words = error.strerror if isinstance(error, OSError) else str(error)
        name = "standard input" if path == "-" else safe_path(path)
        sys.stderr.write(f"{name}: {paint('error', 'error')} {safe(words or '')}\n")
        return 1
    written = write(telegram, to)
    sys.stdout.write(telegram.text if to == "line" else written)
    sys.stdout.flush()
    places = Places(telegram.text)
    for each in telegram.diagnostics:
        if each.severity != "info":
            place = places.place(each.span)
            where = "line" if to == "line" else "line message, line"
            sys.stderr.write(f"{where} {place.line}: {heading(each)}\n")
    if written.lost:
        sys.stderr.write(f"not held: {', '.join(written.lost)}\n")
    return int(any(each.severity == "error" for each in telegram.diagnostics))
