"""What comes out of bargaining: one model a file, from an issue to a point on its scale."""
