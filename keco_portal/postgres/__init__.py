"""The embedded PostgreSQL, for where no DATABASE_URL names another."""
