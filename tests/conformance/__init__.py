"""Test suites of others, run through this program: one module a suite, each with `run(folder)`.

The suites are no part of the project. `folder` is a checkout of theirs; what comes back is a `Score`.
"""
