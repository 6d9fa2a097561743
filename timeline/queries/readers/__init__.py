"""What readers may see: what is withheld from them, and the words and addresses that remain."""
