"""Translation catalogs: extraction, loading, the gate before a build."""
