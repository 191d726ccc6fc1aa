"""What every domain stands on: messages, the trail of acts, places, people, files."""
