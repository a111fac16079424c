"""What will come of it, and how sure that is: seeded draws over what is believed of each member."""
