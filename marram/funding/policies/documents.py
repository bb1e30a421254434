"""Who may read and file the papers of agreements and grants."""

from marram.foundation.actors import Actor
from marram.foundation.verdicts import YES, Verdict, no
from marram.funding.policies import money, returns
from marram.funding.vocabulary import Permission
from marram.funding.vocabulary.documents import Holder


def may_keep(actor: Actor, holder: Holder) -> Verdict:
    """Who keeps the agreement or the grant keeps its papers."""
    return returns.may_keep_pools(actor) if holder is Holder.AGREEMENT else money.may_keep(actor)


def may_read_files(actor: Actor) -> Verdict:
    """A link is published; a file that we keep is for the partners."""
    if actor.may(Permission.READ_DRAFTS):
        return YES
    return no("Only partners who are logged in may read the files of agreements and grants.")
