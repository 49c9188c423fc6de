"""What people write: claim sheets, registry, context, links, read into types with every problem at its line."""
