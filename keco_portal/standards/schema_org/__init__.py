"""The facts in the words of schema.org, as JSON-LD: functions from rows to nodes.

A node is a dict; what is not known is absent from it. Names and texts are in the language of the
page; the `@id` of a thing is the same in both.
"""
