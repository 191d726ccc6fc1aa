"""The small steps of an investigation that leave a document: summons, samples, tests, applications for recusal."""
