"""Connections that are kept are closed: at the end of a block, and where a database cannot be opened."""

import pytest
import requests

from mali_kg.databases.address import parse_address
from mali_kg.databases.connection import Connection, open_target
from mali_kg.databases.errors import ProductError
from mali_kg.http import AddressError, Credentials, HttpStatusError
from mali_kg.sparql.endpoint import Endpoint
from mali_kg.sparql.source import QuerySource
from servers import replying, send

JSON = "application/sparql-results+json"
YES = b'{"head": {}, "boolean": true}'


def yes(request, _body):
    send(request, 200, JSON, YES)


@pytest.fixture
def sessions(monkeypatch):
    """The sessions that were opened, and those of them that were closed."""
    opened, closed = [], []

    class Noted(requests.Session):
        def __init__(self):
            super().__init__()
            opened.append(self)

        def close(self):
            closed.append(self)
            super().close()

    monkeypatch.setattr(requests, "Session", Noted)
    return opened, closed


def connection(address):
    return Connection(parse_address(address), Credentials(), 5, print, "http://x/")


def test_an_endpoint_is_closed_at_the_end_of_its_block(sessions):
    opened, closed = sessions
    with replying(yes) as url, Endpoint(url, "") as endpoint:
        assert endpoint.ask("ASK {}")
        assert (len(opened), len(closed)) == (1, 0)
    assert closed == opened


def test_what_is_asked_is_closed(sessions):
    opened, closed = sessions
    with replying(yes) as url:
        source = QuerySource(Endpoint(url, ""), service=True)
        assert source.ask("ASK {}")
        source.close()
    assert len(opened) == 1
    assert closed == opened


@pytest.mark.parametrize(
    ("status", "headers", "error"),
    [(200, {"Server": "Virtuoso/07.20"}, ProductError), (500, {}, HttpStatusError), (404, {}, HttpStatusError)],
)
def test_a_database_that_cannot_be_opened_leaves_no_connection(sessions, status, headers, error):
    opened, closed = sessions
    with replying(lambda request, _: send(request, status, JSON, YES, **headers)) as url, pytest.raises(error):
        open_target(connection(f"fuseki+{url}/dataset"))
    assert len(opened) == 1
    assert closed == opened


def test_a_graph_store_without_an_address_leaves_no_connection(sessions):
    opened, closed = sessions
    with replying(yes) as url, pytest.raises(AddressError):
        open_target(connection(f"sparql+{url}/query#store=ftp://store.example/"))
    assert len(opened) == 1
    assert closed == opened
