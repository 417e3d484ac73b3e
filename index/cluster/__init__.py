"""Work on many machines by Ray, which reads these variables when it is first imported."""

import os

_QUIET = {
    # A thread that still waits for a cluster when it has been left would start another.
    "RAY_ENABLE_AUTO_CONNECT": "0",
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",  # what Ray is about to do anyway, and warns of
    "RAY_IGNORE_UNHANDLED_ERRORS": "1",  # one line says what went wrong, not each machine's trace
}
for _name, _value in _QUIET.items():
    os.environ.setdefault(_name, _value)  # an operator's own value stands
