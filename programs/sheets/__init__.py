"""Files of rows as staff send them, CSV or XLSX: judged, read into a `Sheet`, or refused."""

from programs.sheets.arrival import sheet_of
from programs.sheets.complaint import Complaint, Unreadable
from programs.sheets.formats import Csv, Xlsx
from programs.sheets.sheet import Sheet

__all__ = ["Complaint", "Csv", "Sheet", "Unreadable", "Xlsx", "sheet_of"]
