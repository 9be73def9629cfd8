"""Documents: every paper that was issued, shown as it is; certificates that can be made; proofs that wait."""
