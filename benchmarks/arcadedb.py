"""An ArcadeDB server that speaks Bolt, with a database ``kg``, for benchmarks and tests: in a process of its own, with a Java of its own.

``python arcadedb.py FOLDER HTTP_PORT BOLT_PORT`` says READY, and ends with its input. The user is root, the password `PASSWORD`.
"""

import sys

PASSWORD = "playwithdata"


def main() -> None:
    """Serve until the input ends."""
    import arcadedb_embedded

    folder, http, bolt = sys.argv[1:]
    config = {
        "host": "127.0.0.1",
        "http_port": int(http),
        "bolt_port": int(bolt),
        "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
    }
    server = arcadedb_embedded.create_server(folder, root_password=PASSWORD, config=config)
    server.start()
    server.create_database("kg")
    print("READY", flush=True)
    sys.stdin.read()
    server.stop()


if __name__ == "__main__":
    main()
