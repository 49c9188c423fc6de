"""The command ``mali-kg``."""

import sys


def main() -> None:
    """Run the command line; ends the process with its exit code."""
    from mali_kg.ending import finish, reader_is_gone

    try:
        if len(sys.argv) > 1 and sys.argv[1] == "query" and sys.stdout is not None:
            from mali_kg.quick import try_query

            try:
                if try_query(sys.argv[1:]):
                    finish(0)
            except BrokenPipeError:
                reader_is_gone()
                finish(0)
            except OSError:
                pass  # the ordinary way meets it again and tells it
        from mali_kg.cli import run

        run(sys.argv[1:])
    except KeyboardInterrupt:
        finish(130)


if __name__ == "__main__":
    main()
