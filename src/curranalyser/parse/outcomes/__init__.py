"""An outcome section's lines → learning outcomes."""
