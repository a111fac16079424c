"""The query language: words, phrases, wildcards, NEAR, AND OR NOT, fields."""
