"""Reading remedies, the review queue and the registers of the legal section, each from one door."""
