"""Runs every measurement and tells at the end which goals are met.

python bench/run.py            quality of the screen, its speed on 1,000,000 and 10,000,000 lines, the matching of
                               companies, the plan of teams, who is touched along ten million links, five hundred
                               self-reports with their letters, a package of all that they answered and one of a
                               gigabyte, a thousand letters as PDF and as Word; and on PostgreSQL, where it answers,
                               what the database's wall costs, how two hundred people, and two hundred suppliers
                               that answer, are served at once, and how fast figures are there for 3,000 members
python bench/run.py --quick    the same on little, once: for a check that all of it works
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
QUALITY = (("screen_quality.py",), ("screen_quality.py", "--held-out"))
SPEED = (("screen_speed.py", "--lines", "1000000"), ("screen_speed.py", "--lines", "10000000"))
PLAN = (("plan_teams.py",),)
MATCH = (("match.py",),)
REACH = (("reach.py",), ("signal_reach.py",))
SENT = (("dispatch.py",), ("package.py",), ("letters.py",))
SERVED = (("wall_cost.py",), ("load.py",), ("answering.py",), ("dashboards.py",))
_SMALL = ("screen_speed", "match", "plan_teams", "reach", "signal_reach", "dispatch", "package", "letters")
QUICK = tuple((f"{script}.py", "--quick") for script in (*_SMALL, "wall_cost", "load", "answering", "dashboards"))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args().quick
    told: list[str] = []
    for script, *options in (*QUALITY, *(QUICK if quick else (*SPEED, *MATCH, *PLAN, *REACH, *SENT, *SERVED))):
        name = " ".join([script, *options])
        print(f"\n== {name}", flush=True)
        done = subprocess.run([sys.executable, HERE / script, *options], check=False)
        told.append(f"{'ok ' if done.returncode == 0 else 'NO '} {name}")
    print("\n" + "\n".join(told))
    return int(any(line.startswith("NO") for line in told))


if __name__ == "__main__":
    sys.exit(main())
