"""Names of files that every system takes, one for each telegram."""

import re
from hashlib import blake2b

# As it is, a name may stand only for itself, on systems too that do not tell small letters from
# capital ones; and there no name that begins with a figure means a device.
SAFE = re.compile(r"[0-9][A-Z0-9]*(?:[.-][A-Z0-9]+)*")
UNSAFE = re.compile(r"[^A-Za-z0-9]+")
MOST = 60


def safe_name(name: str) -> str:
    """Return a telegram's name for a file; what is no plain number gets a figure behind it."""
    if len(name) <= MOST and SAFE.fullmatch(name):
        return name
    figure = blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    words = UNSAFE.sub("_", name)[:MOST].strip("_")
    return f"t_{words}_{figure}" if words else f"t_{figure}"
