"""The part of a desk that sends and receives its rows as spreadsheets."""

from programs.admin.spreadsheet.desk import SpreadsheetAdmin

__all__ = ["SpreadsheetAdmin"]
