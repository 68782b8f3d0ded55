"""Characters of a story that steer how it is shown and say nothing: controls, overrides of direction, ends of line that few programs expect."""

from __future__ import annotations

import re

STEERING = "\\x00-\\x1f\\x7f-\\x9f\\u2028-\\u202e\\u2066-\\u2069\\ud800-\\udfff\\ufeff\\ufffe\\uffff"
"""Them as the inside of a character class of `re`; halves of surrogate pairs, which no file can hold, are among them."""
_BLANK = re.compile("[ \\t\\n\\r\\x0b\\x0c\\x1c-\\x1e\\x85\\u2028\\u2029]+")
_STEERING = re.compile(f"[{STEERING}]")


def harmless(words: str) -> str:
    """Words as long as they were, line ends and tabs kept, that cannot steer a terminal, page or file they are shown in."""
    return _STEERING.sub(lambda match: match[0] if match[0] in "\n\t" else " " if match[0] in "\r\u2028\u2029" else "\ufffd", words)


def one_line(words: str) -> str:
    """The same on one line, plain spaces run together."""
    return _STEERING.sub("\ufffd", _BLANK.sub(" ", words).strip(" "))
