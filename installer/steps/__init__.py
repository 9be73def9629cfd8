"""The steps that make a fresh machine ready for Établi; standard library only, as nothing is installed yet."""
