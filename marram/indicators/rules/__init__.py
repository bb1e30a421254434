"""What must hold of figures and definitions, whoever brings them."""
