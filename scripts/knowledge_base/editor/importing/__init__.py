"""`kb import`: an official text becomes the draft of a page pair."""
