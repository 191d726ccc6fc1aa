"""The classifier of reports (判定分类器): learnt from the installation's own judgements, measured on later ones; it proposes only."""
