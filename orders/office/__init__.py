"""The office's rules for every write: who may, one at a time, over which content."""
