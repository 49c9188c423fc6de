"""From what people wrote to sorted quads, one article at a time; and the built file."""
