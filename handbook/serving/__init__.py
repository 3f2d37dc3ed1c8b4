"""How pages are served: the loop that hands requests on, and what every answer says to a browser."""
