"""What each statutory document must say: one model per kind, checked before anything is printed."""
