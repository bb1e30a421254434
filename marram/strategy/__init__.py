"""Strategy: what the place has set out to change, by whom and by when, and how it is going."""
