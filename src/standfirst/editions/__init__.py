"""Editions: every article, volume and the whole publication as PDF and ePub."""
