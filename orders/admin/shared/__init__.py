"""What the pages of the desk have in common."""
