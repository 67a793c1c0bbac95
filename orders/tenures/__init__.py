"""What follows from the acts: the fold, the stored tenures, what an order would change, what was known when."""
