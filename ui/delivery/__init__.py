"""Livraison: an order's machines go into boxes, recipient by recipient, and leave with a manifest."""
