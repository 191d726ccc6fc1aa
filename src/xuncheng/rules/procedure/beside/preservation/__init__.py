"""Advance registration and preservation of evidence (先行登记保存). Administrative Penalty Law, art. 56."""
