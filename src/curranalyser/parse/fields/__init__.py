"""Labels and their values: the header of a syllabus."""
