"""The demo: a region with sample cases, played through the front doors."""
