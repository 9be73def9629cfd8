"""État: the marks on a machine, and its grade as it builds up, letter by letter."""
