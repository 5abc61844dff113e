"""Where records come from that do not lie on this machine."""
