"""Diplomatic sentences: words drawn as often as their rank says (Zipf), put into frames."""

from itertools import accumulate
from random import Random


class Ranked:
    """Words, the most frequent first: the n-th is drawn 1/n as often as the first."""

    def __init__(self, words: str) -> None:
        self._words = [each.strip() for each in words.split(",")]
        self._weights = list(accumulate(1 / rank for rank in range(1, len(self._words) + 1)))

    def draw(self, chance: Random) -> str:
        """Return one of the words."""
        return chance.choices(self._words, cum_weights=self._weights)[0]

    def some(self, chance: Random, count: int) -> list[str]:
        """Return so many of the words, with repetition."""
        return chance.choices(self._words, cum_weights=self._weights, k=count)


ACTORS = Ranked(
    "the Foreign Minister, the Deputy Minister, the Director General, the Ambassador, the Prime "
    "Minister, the head of the Straits Desk, the opposition, the ministry, the legal adviser, "
    "the central bank, the port authority, the union, the governor, the delegation, the "
    "chairman, the customs service, the spokesman, the cabinet office, the general staff"
)
VERBS = Ranked(
    "said, told us, noted, added, argued, confirmed, believed, stressed, repeated, conceded, "
    "regretted, predicted, suggested, complained, insisted, doubted, denied, assured us"
)
THINGS = Ranked(
    "the draft, the talks, the agreement, the delegation, the proposal, the budget, the loan, "
    "the election, the border, the committee, the resolution, the visit, the mandate, the text, "
    "the harvest, the tariff, the pipeline, the amendment, the quota, the strike, the airport, "
    "the treaty, the fisheries zone, the inspectors, the census, the currency, the ferry line"
)
DEEDS = Ranked(
    "would be ready, had been discussed, could not be accepted, would go forward, had failed, "
    "was under study, should be postponed, had the support of the cabinet, was of great concern, "
    "would be signed, had been leaked to the press, needed more time, must be financed by others, "
    "was a matter of prestige, would not survive a vote, had surprised everyone, was welcome"
)
ENDINGS = Ranked(
    "before the next session, in the coming weeks, at this stage, without delay, for the time "
    "being, in spite of the press, under present conditions, as he had promised, for reasons of "
    "principle, after long debate, with the help of the neighbors, on its merits, in private"
)
HEADS = Ranked(
    "TALKS ON, THE FUTURE OF, GOVERNMENT VIEWS ON, DEADLOCK OVER, MINISTER ON, NEXT STEPS FOR, "
    "A NEW START FOR, DEMARCHE ON, PROGRESS ON, PRESS REACTION TO, REQUEST FOR GUIDANCE ON"
)
SURNAMES = Ranked(
    "Vale, Harper, Holloway, Stedman, Pemberley, Ashcombe, Thornbury, Winfield, Lockhart, "
    "Merriweather, Caldwell, Sandoval, Rhodes, Fairbanks, Whitlock, Prescott, Kingsley, Danforth"
)
FIRST_NAMES = Ranked("Anna, Lee, Beatrice, Julian, Martin, Clara, Edwin, Rosa, Victor, Helen")


def sentence(chance: Random) -> str:
    """Return one sentence of 8 to 30 words."""
    first = f"{ACTORS.draw(chance)} {VERBS.draw(chance)} that {THINGS.draw(chance)} "
    text = first + DEEDS.draw(chance)
    if chance.random() < 0.6:
        text += " " + ENDINGS.draw(chance)
    if chance.random() < 0.3:
        text += f", and that {THINGS.draw(chance)} {DEEDS.draw(chance)}"
    return text[0].upper() + text[1:]


def subject(chance: Random) -> str:
    """Return a subject in capitals, 3 to 14 words."""
    text = f"{HEADS.draw(chance)} {THINGS.draw(chance)}"
    if chance.random() < 0.5:
        text += f" AND {THINGS.draw(chance)} {ENDINGS.draw(chance)}"
    return text.upper()
