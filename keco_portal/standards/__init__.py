"""The same facts in the formats of the field. Pure functions of rows: nothing here is a page."""
