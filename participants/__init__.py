"""HOW MANY: measures and figures, and what may be added."""
