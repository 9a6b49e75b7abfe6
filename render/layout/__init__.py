"""Design → Scene and Problems: the only room that decides where things stand."""
