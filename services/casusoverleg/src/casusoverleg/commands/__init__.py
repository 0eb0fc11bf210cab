"""What people do at the tables: carry out a command, or try one out."""
