"""What languages bring to parsing: headings, field labels, lead-ins, first words."""
