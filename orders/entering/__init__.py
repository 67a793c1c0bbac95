"""A notice on its way in: taken in as a draft, its names and posts matched, its frame and reading put right."""
