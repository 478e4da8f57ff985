"""Budgets written as prose: which amounts a text states, and which sums it means by them."""
