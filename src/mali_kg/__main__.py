"""The command ``mali-kg``."""

import sys


def main() -> None:
    """Run the command line; ends the process with its exit code."""
    from mali_kg.cli.process import finish, reader_is_gone

    try:
        from mali_kg.cli.fast import try_quickly

        try:
            code = try_quickly(sys.argv[1:])
        except BrokenPipeError:
            reader_is_gone()
            code = 0
        except OSError:
            code = None  # the ordinary way meets it again and tells it
        if code is not None:
            finish(code)
        from mali_kg.cli.main import run

        run(sys.argv[1:])
    except KeyboardInterrupt:
        finish(130)


if __name__ == "__main__":
    main()
