"""What was decided and what follows from it: notices, their acts, and the tenures derived from them."""
