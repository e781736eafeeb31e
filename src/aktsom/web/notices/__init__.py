"""What has come to a person, and how often it wants to be told of each topic."""
