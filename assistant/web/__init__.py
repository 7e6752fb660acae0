"""The web chat: one page over the desk, served from this machine and asking no other."""
