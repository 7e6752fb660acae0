"""What is made from many passages at once: briefings, and comparisons over years."""
