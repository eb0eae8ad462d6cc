"""The corpus: files by name, each with what must become of it.

`python -m tests.corpus.make FOLDER` writes them, to be opened in a spreadsheet.
"""

from tests.corpus.cells import NUMBERS, TIMES, WORDS
from tests.corpus.forms import ENCODINGS, FORMS, HEADERS
from tests.corpus.workbooks import STRANGERS, WORKBOOKS

CASES = ENCODINGS | FORMS | HEADERS | NUMBERS | WORDS | TIMES | WORKBOOKS | STRANGERS
