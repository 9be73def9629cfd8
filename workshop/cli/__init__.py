"""The command line: thin, calls services, prints. One file per group of words."""
