"""What the machine that runs us can show of itself while somebody tests it; nothing here changes it."""
