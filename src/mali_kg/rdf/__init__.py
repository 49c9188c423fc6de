"""RDF as such: names, terms, formats, files. Knows nothing of claims."""
