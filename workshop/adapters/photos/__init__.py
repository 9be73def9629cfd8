"""Pictures: those of a camera or a file, made small and without what cameras write into them."""
