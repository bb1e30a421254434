"""Who may do what to a strategy or plan, as sentences."""
