"""First run and what a machine has; standard library only."""
