"""The dataset as claims, arguments and entities: the one reading of it that every outlet shares."""
