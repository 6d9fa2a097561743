"""`python -m benchmarks`: makes data, asks, compares, prints tables."""

import argparse
import sys
import time
from pathlib import Path

from benchmarks.scratch import scratch_site


def main() -> int:
    """Run; 1 where two ways of answering disagree."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--count", type=int, default=20_000, help="events (20,000)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=1, help="counted rounds (1)")
    parser.add_argument(
        "--data-dir", type=Path, help="keep the data in this folder, and use what is there"
    )
    parser.add_argument(
        "--no-naive", action="store_true", help="leave the naive way out: it is slow at any size"
    )
    parser.add_argument("--explain", action="store_true", help="print the plans of slow queries")
    options = parser.parse_args()
    start = time.perf_counter()
    with scratch_site(options.data_dir):
        from benchmarks import running  # noqa: PLC0415  # Models need the settings first.

        agreed = running.run(
            count=options.count,
            seed=options.seed,
            rounds=options.rounds,
            naive_too=not options.no_naive,
            explain=options.explain,
        )
    print(f"\n{time.perf_counter() - start:.0f} s in all")
    return 0 if agreed else 1


if __name__ == "__main__":
    sys.exit(main())
