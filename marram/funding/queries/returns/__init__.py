"""What is known of pools and returns."""
