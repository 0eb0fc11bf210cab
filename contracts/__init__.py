"""The language of the chain: what the services may say to each other, and nothing else."""
