"""A form of the dataset: what it is called, what it needs, and how it is written."""

from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

from mali_kg.errors import LibraryMissingError, MaliKgError
from mali_kg.export.material import Material

#: One file, or a folder of files by name.
Written = bytes | dict[str, bytes]


class NoClaimsError(MaliKgError):
    """A part of the dataset without claims, of which a form is made.

    :param form: the name of the form.
    """

    def __init__(self, form: str) -> None:
        self.form = form
        super().__init__(f"this part has no claims, of which {form} is made. Ask for more.")


class Form(NamedTuple):
    """One form."""

    name: str
    group: str
    #: Endings of files; the first form of the table that has one is the one it stands for. Empty for a folder.
    endings: tuple[str, ...]
    about: str
    #: Module below `mali_kg.export`, and function.
    module: str
    function: str
    #: What to install for it: ``mali-kg[…]``.
    needs: str = ""
    #: Of a folder: the ending of its files.
    holds: str = ""
    #: Whether it is made of claims, so that a part without any has no such form.
    needs_claims: bool = False
    #: Whether the whole dataset, as it is built, is this form already and can be copied in pieces.
    streams: bool = False
    #: Whether it can be signed with a key.
    takes_key: bool = False

    def write(self, material: Material) -> Written:
        """Write the material in this form.

        :raises NoClaimsError: where it is made of claims, and there are none.
        :raises LibraryMissingError: where what it needs is not installed.
        """
        if self.needs_claims and not material.claims:
            raise NoClaimsError(self.name)
        try:
            writer: Callable[[Material], Written] = getattr(import_module(f"mali_kg.export.{self.module}"), self.function)
            return writer(material)
        except ModuleNotFoundError as error:
            if not self.needs:
                raise
            raise LibraryMissingError(self.name, error.name or "", self.needs) from None

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder of files."""
        return not self.endings
