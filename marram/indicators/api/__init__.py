"""What other systems may ask of this room, and the page that tells the people who build them."""
