"""The window around every screen: navigation, keys, the status bar, the first and the last words."""
