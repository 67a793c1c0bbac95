"""What reading one file may cost."""

MOST_MEMORY = 1024 * 1024 * 1024  # bytes of address space
MOST_SECONDS = 30  # of one processor
