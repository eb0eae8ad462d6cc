"""How much a file may be, so that no file can keep the portal busy or fill its memory."""

CELLS_AT_MOST = 200_000  # that hold something
COLUMNS_AT_MOST = 200
ROWS_AT_MOST = 200_000  # the farthest that holds something
TEXT_AT_MOST = 32_767  # characters of a cell, as in Excel
ENTRIES_AT_MOST = 500  # files inside a workbook
INFLATED_AT_MOST = 48 * 1024**2  # bytes of all of them together, once inflated
DEPTH_AT_MOST = 50  # elements of XML inside one another
