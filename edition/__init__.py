"""Turn received texts into a reference edition: one module for each stage, one verb each."""
