"""The house's own lint: what cost us once, no other tool knows of, and a program can see.

`python -m tools.lint [paths]` prints one line for each finding and ends with 1 if there is any. It needs the
standard library alone. Each rule is a module in `rules`; its docstring says why the rule is there.
"""
