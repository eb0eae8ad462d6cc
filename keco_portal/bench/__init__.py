"""The benchmark: a made-up portal of a million figures, and how fast it is served."""
