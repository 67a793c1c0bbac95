"""Who and where: bodies, positions and officials, kept by hand."""
