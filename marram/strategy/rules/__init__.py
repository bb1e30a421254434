"""What must hold of strategies and plans, whoever asks."""
