"""The fault campaign: drives, tools, clocks, logs and processes that lie or break, each against what our log claims."""
