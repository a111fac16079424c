"""Who decides and what can pass: numbers in, numbers out, nothing of telegrams inside."""
