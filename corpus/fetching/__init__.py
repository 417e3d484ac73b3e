"""Addresses as sources: fetched with care for where they lead and for those who serve them."""
