"""Areas, how they lie within each other over time, and how many people live in them."""
