"""Tables that donors send: text with separators, and XLSX. Cells are text; nothing in them is ever run or fetched."""
