"""How one signs in to the desk: password, second factor, sessions, and what guards them."""
