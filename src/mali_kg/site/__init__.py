"""Write a static site: a page for each thing of the dataset, its data beside it, and what describes the whole."""
