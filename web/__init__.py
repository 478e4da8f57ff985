"""The street: pages for people, one blueprint a module, drawn by our own components."""
