"""What version 1 answers, one module for each kind of question."""
