"""The pages of accounts and groups, as far as the register depends on them: nobody enters and reviews."""
