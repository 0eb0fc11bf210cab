"""Playing a covenant: every road, every school and every empty seat, before the region begins."""
