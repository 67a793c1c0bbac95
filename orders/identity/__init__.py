"""Who is who: whom a printed name means, and which post an act without one means.

A notice prints a name, nothing else. What is settled here is whom and which post an act concerns; what the notice says
(printed name and post, verb, qualifiers, day, span) is never touched. Each decision leaves an Identification, and an
official merged into another leaves a redirect, forever.

In a draft one person decides; what touches the public register is a change of two people (orders/changing/), and never
tells what only a draft says.
"""

from orders.identity.namesakes import are_not_same, declare_not_same, withdraw_not_same
from orders.identity.persons import merge, settle, split, standing
from orders.identity.picking import pick, pick_new
from orders.identity.posts import choose_post, declare_post_not_on_record, posts_on_record

__all__ = [
    "are_not_same",
    "choose_post",
    "declare_not_same",
    "declare_post_not_on_record",
    "merge",
    "pick",
    "pick_new",
    "posts_on_record",
    "settle",
    "split",
    "standing",
    "withdraw_not_same",
]
