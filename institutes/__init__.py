"""WHO: the institutes that cooperate."""
