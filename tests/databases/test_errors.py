"""What goes wrong in a database can be caught by its class, and carries what a program needs to know."""

import inspect
import pickle

import pytest

from mali_kg.databases import errors
from mali_kg.databases.store_folder import StoreFolder
from mali_kg.errors import MaliKgError

EXAMPLES = [
    (errors.DatabaseError("DB", "a deadlock"), "DB: a deadlock"),
    (errors.AlreadyThereError("DB", "this dataset", partly=True), "DB holds this dataset already, or a part of it."),
    (errors.ArticleMissingError("DB", "mimusma", {"minusma"}), "DB holds no article 'mimusma'. Did you mean minusma?"),
    (errors.CannotOpenError("x", "an Oxigraph store", "denied"), "x: cannot be opened as an Oxigraph store: denied."),
    (errors.ChangedMeanwhileError("DB"), "DB was changed by somebody else meanwhile. Load again."),
    (errors.InUseError("DB"), "DB: another program has it open."),
    (errors.LoginError("DB", "no route"), "DB cannot be reached, or does not know us: no route."),
    (errors.LoginRefusedError("DB"), "DB does not know us."),
    (errors.NoSpaceError("DB"), "DB: its disk is full; make room."),
    (errors.NotReadableError("DB", "gone"), "DB: cannot be read: gone. Does another program change it?"),
    (errors.NotWritableError("DB", "denied"), "DB: cannot be written: denied."),
    (
        errors.RelabelledError("DB", "http://x"),
        "DB: has http://x under another label, and other articles use it. Load the whole dataset.",
    ),
    (
        errors.UnavailableError("DB", "Bolt", "silence"),
        "DB cannot be reached, or does not speak Bolt: silence. Is it running, and is the address right?",
    ),
]


@pytest.mark.parametrize(("error", "message"), EXAMPLES, ids=lambda e: type(e).__name__ if isinstance(e, Exception) else "")
def test_an_error_of_a_database_says_which_and_what(error, message):
    assert str(error) == message
    assert error.database in ("DB", "x")
    assert error.reason in message
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), vars(again)) == (type(error), message, vars(error))


def test_every_error_is_one_of_the_library():
    defined = [c for _, c in inspect.getmembers(errors, inspect.isclass) if c.__module__ == errors.__name__]
    assert len(defined) > len(EXAMPLES)
    assert all(issubclass(c, MaliKgError) for c in defined)


def test_a_folder_that_is_something_else_is_known_by_its_class(tmp_path):
    file = tmp_path / "notes.txt"
    file.write_text("mine")
    for path in (file, tmp_path):
        with pytest.raises(errors.NotADatabaseError) as caught:
            StoreFolder(str(path))
        assert caught.value.database == str(path)
    assert file.read_text() == "mine"
