"""What can stand in the way of a use case; the street maps each to its answer in one place."""

from forms.answers import Answers
from forms.path import Path


class CaseError(Exception):
    """Any of these errors."""


class DraftNotFound(CaseError):
    """There is no such draft, or it is somebody else's: the two are not told apart."""


class CaseNotFound(CaseError):
    """There is no such case, or it is somebody else's: the two are not told apart."""


class NotAllowed(CaseError):
    """The person may see this and not do that; others' things are not found instead."""


class ReviewNotFound(CaseError):
    """There is no such review, or it is somebody else's: the two are not told apart."""


class JobNotFound(CaseError):
    """There is no such job, or it is somebody else's: the two are not told apart."""


class NotInReview(CaseError):
    """The review has no such file, remark or finding."""


class ReviewFull(CaseError):
    """The review holds as many files, or bytes, as it may; nothing was added."""


class NoRoom(CaseError):
    """The person has laid up as much in a day as may be, or the reviews of no account are full."""


class CannotWaive(CaseError):
    """Only a warning can be waived, and only with a reason."""


class UnfitRemark(CaseError):
    """A remark without a word, longer than is kept, or one more than a review holds."""


class NotInCase(CaseError):
    """The case has no such document: its programme lacks the form, or the area is not chosen."""


class StaleDraft(CaseError):
    """Both this save and one made since changed the same answers, so neither may win silently.

    `yours` are the answers that were sent and `theirs` the ones that are kept, both of the part
    that was sent; `paths` are the fields or rows in conflict, and `revision` is what a save that
    settles it must be based on.
    """

    def __init__(
        self, *, yours: Answers, theirs: Answers, paths: tuple[Path, ...], revision: int
    ) -> None:
        super().__init__(f"{len(paths)} answers were changed by two at once")
        self.yours = yours
        self.theirs = theirs
        self.paths = paths
        self.revision = revision


class DraftTooLarge(CaseError):
    """The draft would grow beyond `limit` bytes; what was kept before is untouched."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"a draft holds at most {limit} bytes")
        self.limit = limit


class StorageFull(CaseError):
    """The disk is full: nothing of this save was kept, everything before it was."""


class StorageBusy(CaseError):
    """Others were writing for longer than the time we wait; trying again may help."""


class StoreDown(CaseError):
    """The server that keeps files does not answer, or not as it should; nothing was kept there."""


class FetchesBusy(CaseError):
    """So many files are being brought here from the store that others would wait for one more."""


class PersonNotFound(CaseError):
    """There is no such person or organisation, or none that this person looks after."""


class LinkUsedUp(CaseError):
    """An invitation that was used, has run out or never was."""


class UnfitPassword(CaseError):
    """Too short, too simple, or made of the person's own name or address."""


class UnfitPerson(CaseError):
    """An account without a name or a good address, with one that is taken, or without a role."""


class WrongSignIn(CaseError):
    """No open account has that address and password, or the code is wrong: all told alike."""


class UnknownIdentity(CaseError):
    """Whom a provider vouched for has no open account here that it may open."""


class IdentityTaken(CaseError):
    """An identity elsewhere opens another account already."""


class OtherOrganisation(CaseError):
    """Somebody signed in elsewhere for another organisation than when it was linked."""


class LastWayIn(CaseError):
    """The account would be left with no way to sign in."""


class TooManyAttempts(CaseError):
    """So many wrong passwords or codes that no more are tried for a while."""


class TooMuchWork(CaseError):
    """Somebody had the service work hard so often that they wait for a while."""


class SignInBusy(CaseError):
    """As many passwords are being checked at once as memory is set aside for."""


class CaseLocked(CaseError):
    """The case is approved or sent, or only some points of it are open: this may not change now."""


class CaseMoved(CaseError):
    """The case is not, or no longer, in the state that this is done in."""


class NotReady(CaseError):
    """The rules find `errors` in the case, and an error stops it."""

    def __init__(self, errors: int) -> None:
        super().__init__(f"{errors} errors stand in the case")
        self.errors = errors


class NeedsSecondPerson(CaseError):
    """Who changed the case last does not approve it: another one looks at it first."""


class NobodyApproves(CaseError):
    """The organisation has no second person who may approve a case."""


class TooLate(CaseError):
    """The programme's deadline has passed, its grace included."""


class NothingToMend(CaseError):
    """A case is not returned without a point to mend."""


class UnfitPoint(CaseError):
    """A point without a word, longer than is kept, or one more than a return holds."""


class UnfitDecision(CaseError):
    """A decision or recommendation without a reason, or a grant without an amount."""

    def __init__(self, *, lacks_reason: bool, lacks_amount: bool) -> None:
        super().__init__("a decision has a reason, and a grant an amount")
        self.lacks_reason = lacks_reason
        self.lacks_amount = lacks_amount


class TemplateNotFound(CaseError):
    """There is no such template, none that can be used, or the decision to use it is taken back."""


class TooEarly(CaseError):
    """A template is taken into use today or later: what was made before cannot be made again."""
