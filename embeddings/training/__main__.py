"""Train the bundled model: `python -m embeddings.training --data DIR --out DIR`."""

import argparse
import json
import logging
import sys
from dataclasses import replace
from pathlib import Path

from embeddings.errors import EmbeddingError
from embeddings.training.recipe import SMALL, STANDARD, train


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return 0, or 2 with one line on standard error for bad input."""
    parser = argparse.ArgumentParser(prog="python -m embeddings.training", description=__doc__)
    parser.add_argument(
        "--data", type=Path, required=True, help="data folder, with train/ and dev/"
    )
    parser.add_argument("--out", type=Path, required=True, help="folder for the model")
    parser.add_argument("--minutes", type=float, help="stop after so long instead of all steps")
    parser.add_argument("--small", action="store_true", help="a tiny model in seconds, to try out")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--negatives", type=int, default=0, help="mined negatives of each pair (default: none)"
    )
    options = parser.parse_args(arguments)
    if options.negatives < 0:
        parser.error(f"--negatives must be 0 or more, not {options.negatives}")
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", stream=sys.stderr)
    recipe = replace(SMALL if options.small else STANDARD, negatives=options.negatives)
    try:
        report = train(
            options.data, options.out, recipe, seed=options.seed, minutes=options.minutes
        )
    except EmbeddingError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write(json.dumps(report, indent=2) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
