"""The steps that make an order or an erratum public, or take it back."""
