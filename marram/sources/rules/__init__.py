"""What must hold of a delivery, whoever sends it."""
