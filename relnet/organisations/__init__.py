"""Organisations: what they are called, what is known of them and what happened to them."""

from relnet.organisations.events import members, placed
from relnet.organisations.match import match_names
from relnet.organisations.normal import normal_form
from relnet.organisations.organisations import Organisations, attributes_in
from relnet.organisations.suggest import suggest_names

__all__ = [
    "Organisations",
    "attributes_in",
    "match_names",
    "members",
    "normal_form",
    "placed",
    "suggest_names",
]
