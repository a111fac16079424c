"""The only place where areas meet: one use case, one function."""
