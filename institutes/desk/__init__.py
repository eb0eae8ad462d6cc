"""The desk: the ground rules of the admin pages on which staff work."""
