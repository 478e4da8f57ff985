"""The rules, one module a family; `validators.registry` gathers them."""
