"""The files of IATI, and the page that says what they hold and what is missing."""
