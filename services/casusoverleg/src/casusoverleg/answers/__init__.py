"""What API and pages both answer with: HTTP faults, and forms without values."""
