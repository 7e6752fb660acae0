"""Two tiny reports, and a desk that shares an encoder already loaded."""

from __future__ import annotations

from pathlib import Path

from assistant.desk import Desk
from assistant.library.encoder import Encoder
from assistant.settings import Settings

WATER = """Name of Sector Working Groups: Health Sector Working Group

Progress report 2018

Rural water

The rural water programme is funded by Sweden and Norway. It is implemented by the Centre for Clean Water (CCW).
In 2018, 42 wells were drilled in Xieng province. A further 10 wells are planned for 2020.

Challenges

Spare parts for pumps arrive late because the road is closed in the rainy season.
"""

SCHOOLS = """Name of Sector Working Groups: Education Sector Working Group

Progress report 2019

School meals

Since 2016, 310 schools have served a warm lunch. Japan provided 2.5 million euros for kitchens in August 2019.
The Ministry runs the kitchens together with parents.

Challenges

Cooks leave after a few months, as they are not paid during holidays.
"""


def desk_at(folder: Path, encoder: Encoder, **settings: object) -> Desk:
    """A desk whose index is in `folder`, with the encoder that is already loaded."""
    desk = Desk(Settings().model_copy(update={"index": folder, "corpus": folder / "corpus", **settings}))
    desk.library.encoder = encoder
    return desk
