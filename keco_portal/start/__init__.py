"""What the local start is made of: the data folder, the secret, the server, and stopping them."""
