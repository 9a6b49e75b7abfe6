"""What comes in from outside and becomes values of ours; nothing that comes in is trusted."""
