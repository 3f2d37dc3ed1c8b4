"""What is known of languages and scripts; no project, no files of it."""
