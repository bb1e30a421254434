"""Prints the pages of a folder as one tagged PDF with WeasyPrint, for bench/packs.py.

It runs in an interpreter that has WeasyPrint, which the product does not need.
"""

import json
import sys
import time
from pathlib import Path
from resource import RUSAGE_SELF, getrusage

from weasyprint import HTML


def main() -> None:
    folder = Path(sys.argv[1])
    clock, processor = time.perf_counter(), time.process_time()
    names = sorted(folder.glob("item-*.html"), key=lambda path: int(path.stem.split("-")[1]))
    documents = [HTML(filename=str(path)).render(pdf_variant="pdf/ua-1") for path in names]
    pages = [page for document in documents for page in document.pages]
    documents[0].copy(pages).write_pdf(folder / "peer.pdf")
    took = (time.process_time() - processor, time.perf_counter() - clock)
    memory = getrusage(RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"pages": len(pages), "took": took, "memory": memory}))


if __name__ == "__main__":
    main()
