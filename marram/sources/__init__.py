"""Sources: deliveries of rows, kept as they came, checked, and written once somebody accepts."""
