"""/api/v1/: the register for programs, read-only. See docs/api.md."""
