"""Full-text search: what is indexed, the index, from a query to a plan, hits with highlights."""
