"""Show one thing of the dataset as a person wants to read it: a claim, proposition, argument, entity or article."""
