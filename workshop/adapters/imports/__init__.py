"""Reports made by other tools: text in, facts out; read in a child process with limits."""
