"""Words of stories that can neither steer a terminal nor turn the direction of what stands beside them."""

from __future__ import annotations

import re

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def harmless(words: str) -> str:
    """The same words, as long as they were and lines and tabs kept, with a sign in place of what is not to be obeyed."""
    return _CONTROL.sub(lambda match: " " if match[0] == "\r" else "\ufffd", words)
