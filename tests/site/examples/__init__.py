"""One of everything in each room, for the addresses that must name one."""
