"""News articles about party and state diplomacy in; a validated, queryable linked-data graph out."""
