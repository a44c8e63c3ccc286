"""Pictures: taken in by their content, kept under the digest of it, shown in several widths."""
