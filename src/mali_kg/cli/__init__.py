"""The command line: parse, call the library, print. One module a command, imported when it is used; this package itself imports nothing."""
