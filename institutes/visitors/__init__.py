"""What visitors may send without an account: what guards it, and that nothing says who sent it."""
