"""What happened last, in words, and what of it may be taken back."""
