"""The Django project and what the world reads: settings, addresses, pages and the API."""
