"""WHAT and WHERE: programs, their places, partners, frameworks and sources."""
