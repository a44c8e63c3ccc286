"""The record as the API gives it; a file per group of resources."""
