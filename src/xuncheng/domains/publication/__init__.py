"""Publication of penalty decisions (公示): what everybody may read of them, and what was withdrawn again."""
