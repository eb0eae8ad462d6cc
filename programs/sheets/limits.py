"""How much a file may be, so that no file can keep the portal busy or fill its memory."""

CELLS_AT_MOST = 200_000  # that hold something
PLACES_AT_MOST = 2_000_000  # cells with the blank ones between them
COLUMNS_AT_MOST = 200
ROWS_AT_MOST = 200_000  # the farthest that holds something
LINES_AT_MOST = 1_048_576  # of a CSV, with the blank ones, as many as Excel writes
CHARACTERS_AT_MOST = 20_000_000  # of all cells of a sheet, as often as they share one text
TEXT_AT_MOST = 32_767  # characters of a cell, as in Excel
ENTRIES_AT_MOST = 500  # files inside a workbook
INFLATED_AT_MOST = 48 * 1024**2  # bytes of all of them together, once inflated
ELEMENTS_AT_MOST = 750_000  # of XML in all parsed files of a workbook; a cell has two or three
DEPTH_AT_MOST = 50  # elements of XML inside one another
STYLES_AT_MOST = 65_490  # of cells, as in Excel
FORMAT_AT_MOST = 255  # characters of the format of a number, as in Excel
