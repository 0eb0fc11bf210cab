"""The notifier of one domain: tells who is waiting that something was done."""
