"""A person's draft as a file: what it says, and the same file with remarks on it as Word comments.

Nothing is imported here: the process that opens Word files shall start with little.
"""
