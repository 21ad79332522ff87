"""What day it is: the one place where a report learns it.

SOURCE_DATE_EPOCH (seconds since 1970, https://reproducible-builds.org/specs/source-date-epoch/) says it where
it is set, so that a run can be made again with the same bytes.
"""

import os
from datetime import UTC, date, datetime

from curranalyser.errors import SettingsError
from curranalyser.i18n import N_

VARIABLE = "SOURCE_DATE_EPOCH"


def today() -> date:
    """Return the day here, or that of SOURCE_DATE_EPOCH in UTC.

    Raises:
        SettingsError: SOURCE_DATE_EPOCH is no number of seconds that a date can have.
    """
    given = os.environ.get(VARIABLE, "").strip()
    if not given:
        return date.today()
    try:
        return datetime.fromtimestamp(int(given), UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise SettingsError(
            N_("%(variable)s cannot be %(text)s."),
            N_("Give whole seconds since 1970, or take it out of the environment."),
            variable=VARIABLE,
            text=given,
        ) from error
