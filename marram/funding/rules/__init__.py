"""What must hold of money: pure rules over frozen values."""
