"""Exports of survey platforms: a row for each submission, a column for each thing asked."""
