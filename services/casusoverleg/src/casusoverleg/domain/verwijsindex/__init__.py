"""That a child is discussed here: reported, matched, followed up."""
