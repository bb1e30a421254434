"""The room of publishing: what the board is handed, frozen, as pages and as one accessible PDF."""
