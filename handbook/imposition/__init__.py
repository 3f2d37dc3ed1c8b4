"""How pages stand on sheets, and how sheets are folded: arithmetic in mm, which knows no file and no format."""
