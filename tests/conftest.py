"""What all tests share: under `CI` hypothesis draws the same examples on every run.

A run there judges a change, not the luck of the draw; at a desk every run looks elsewhere.
"""

import os

from hypothesis import settings

settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")
