"""The pages of signing in, by what they ask for."""
