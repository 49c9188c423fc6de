"""Run by a test in a process of its own: judges a crate with roc-validator, off line.

It is given the folder of the crate, and prints what was found as lines: severity, check, message. The context of RO-Crate is the one that the library
``rocrate`` brings, of 1.3, which has every term of 1.2.
"""

import json
import sys
from importlib.resources import files

import rdflib.plugins.shared.jsonld.context as jsonld
import requests
from rocrate_validator import models, services
from rocrate_validator.utils.http import HttpRequester

CONTEXT = (files("rocrate") / "data/ro-crate.jsonld").read_bytes()
URL = "https://w3id.org/ro/crate/1.2/context"


def answer(self, url, *_, **__):
    """Answer as w3id.org does; all else is not there."""
    response = requests.Response()
    response.status_code, response._content = (200, CONTEXT) if url == URL else (404, b"")
    response.headers["Content-Type"] = "application/ld+json"
    return response


HttpRequester.get = HttpRequester.head = answer
real = jsonld.source_to_json
jsonld.source_to_json = lambda source, *a, **k: (json.loads(CONTEXT), None) if str(source) == URL else real(source, *a, **k)

settings = services.ValidationSettings(
    rocrate_uri=sys.argv[1], profile_identifier="ro-crate-1.2", requirement_severity=models.Severity.RECOMMENDED, no_cache=True
)
result = services.validate(settings)
print(f"judged {len(result.executed_checks)} checks")
for issue in result.get_issues():
    print(issue.severity.name, issue.check.identifier, issue.message)
