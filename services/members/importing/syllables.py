"""Which written words are possible Vietnamese syllables: how old-font text is told from Unicode."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_ONSETS: Final = re.findall(r"\S+", "ngh ch gh gi kh ng nh ph qu th tr b c d đ g h k l m n p q r s t v x")
_RIMES: Final = frozenset(
    re.findall(
        r"\S+",
        """a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et
    ê êch êm ên ênh êp êt êu i ich im in inh ip it iu ia iêc iêm iên iêng iêp iêt iêu o oa oac oach oai oam oan oang oanh
    oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet oi om on ong oong ooc op ot oc ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp
    ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt up ut uy uya uych uyên uyêt uyn uynh uyp
    uyt uyu uơ ư ưa ưc ưi ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu y yêm yên yêng yêt yêu yn ynh yt ych êng""",
    )
)
_TONES: Final = "\u0300\u0301\u0303\u0309\u0323"
_STOPS: Final = ("c", "ch", "p", "t")
_BETWEEN_WORDS: Final = re.compile(r"[\s,.;:()/\"'\d_–-]+")


def words_of(text: str) -> list[str]:
    """The words of a text that are not plain ASCII: only they tell scripts apart."""
    return [word for word in _BETWEEN_WORDS.split(text) if word and not word.isascii()]


@lru_cache(maxsize=65536)
def is_syllable(word: str) -> bool:
    """Whether the word is a syllable that Vietnamese spelling allows, its tone included."""
    marks = unicodedata.normalize("NFD", word.lower())
    tones = [mark for mark in marks if mark in _TONES]
    if len(tones) > 1:
        return False
    letters = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))
    return any(_is_rime(rime, tones) for rime in _rimes_of(letters))


def _rimes_of(letters: str) -> list[str]:
    rimes = [letters]
    for onset in _ONSETS:
        if letters.startswith(onset):
            rest = letters[len(onset) :]
            rimes.append(rest)
            if onset == "gi":
                rimes.append("i" + rest)
    return rimes


def _is_rime(rime: str, tones: list[str]) -> bool:
    if rime not in _RIMES:
        return False
    return not rime.endswith(_STOPS) or tones in (["\u0301"], ["\u0323"])
