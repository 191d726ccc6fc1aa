"""Statutory documents: numbered, laid out, rendered, filed; the bundle that proves them."""
