"""The layouts in which telegrams are met, one module each, recognised by their own signs."""
