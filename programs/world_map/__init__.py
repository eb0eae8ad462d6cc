"""The map of the world and the small maps of countries: shapes, and how they are drawn."""
