"""The desk's pages of changes of what is public: prepared by one person, confirmed by another."""
