"""What this room hangs on pages of others."""
