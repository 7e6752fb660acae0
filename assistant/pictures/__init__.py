"""The pages of indexed PDF files as pictures, and where on them a quote stands."""

from .pictures import Picture, Pictures

__all__ = ["Picture", "Pictures"]
