"""Print validators/letter_patterns.py's table from lists of Danish words, one a line.

    .venv/bin/python scripts/letter_patterns.py WORDS...

The words a dictionary lacks are added from the texts of the service: Danish ones of forms, and
English ones, which stand in Danish reports too.
"""

import base64
import re
import sys
import zlib
from pathlib import Path

from validators.letter_patterns import number_of, patterns_of

_OWN = Path("translations/en/LC_MESSAGES/messages.po")
_WIDTH = 92


def main(lists: list[str]) -> None:
    """The table as lines of text, for the module to hold."""
    own = re.findall(r'^(?:msg\w+ )?"(.+)"$', _OWN.read_text("utf-8"), re.MULTILINE)
    said = " ".join(own)
    words = {each for name in lists for each in Path(name).read_text("utf-8").split()}
    words |= set(re.findall(r"(?<!\\)\b[a-zæøå]+", said))
    bits = bytearray(30**3 // 8)
    for pattern in {each for word in words for each in patterns_of(word)}:
        at = number_of(pattern)
        bits[at // 8] |= 1 << at % 8
    table = base64.b85encode(zlib.compress(bytes(bits), 9)).decode()
    for start in range(0, len(table), _WIDTH):
        print(table[start : start + _WIDTH])


if __name__ == "__main__":
    main(sys.argv[1:])
