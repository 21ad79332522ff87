"""Check: drafts of syllabi → findings, and the forms in which they are shown."""
