"""The command ``mali-kg``."""

import sys


def main() -> None:
    """Run the command line; ends the process with its exit code."""
    from mali_kg.cli import run

    run(sys.argv[1:])


if __name__ == "__main__":
    main()
