"""docx-mailmerge2 in its own environment, told what to do as `peer.mjs` is."""

import io
import json
import sys
import time
from pathlib import Path

from mailmerge import MailMerge

template, data = Path(sys.argv[1]).read_bytes(), json.loads(Path(sys.argv[2]).read_text())


def make() -> bytes:
    """A document, from the template's bytes to those of the file."""
    out = io.BytesIO()
    with MailMerge(io.BytesIO(template)) as document:
        document.merge(**data)
        document.write(out)
    return out.getvalue()


for line in sys.stdin:
    told = json.loads(line)
    if "save" in told:
        Path(told["save"]).write_bytes(make())
        print("{}", flush=True)
        continue
    start = time.process_time()
    for _ in range(told["make"]):
        make()
    print(json.dumps({"seconds": time.process_time() - start}), flush=True)
