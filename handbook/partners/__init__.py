"""Copies with the name of a hotel or an agency: tables of partners, their logos, their files."""
