"""The lists beside the reports: who there is, who answered, who became whom, and what names mean."""
