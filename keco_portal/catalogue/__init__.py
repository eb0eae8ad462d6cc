"""The catalogue of the open data: its page, and the tables as files.

All files are of one archive, but for workbooks, which are made for whoever asks.
"""
