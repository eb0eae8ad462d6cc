"""What visitors say is wrong with a figure: their form, and the desk that answers it."""
