"""Training of the `dateline` syntax models: data, features, networks, export."""
