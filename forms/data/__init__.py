"""Facts about Denmark that forms rest on, with the dates they hold from."""
