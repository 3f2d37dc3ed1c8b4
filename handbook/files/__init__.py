"""Files and folders: whole or not at all, each read once, only our own touched."""
