"""The table of databases. A new one is one more module and one more line."""

from typing import NamedTuple


class DatabaseKind(NamedTuple):
    """A kind of database."""

    #: How its addresses begin.
    prefix: str
    about: str
    example: str
    #: What follows the product in an address: ``url``, ``host`` or ``path``.
    form: str
    #: Module below `mali_kg.databases.targets`, and the function that opens one.
    module: str
    function: str
    #: What to install for it; empty where nothing more is needed.
    needs: str = ""
    #: Whether it holds quads; else nodes and edges.
    rdf: bool = True
    #: Whether its library may end the process that it is in.
    ends_process: bool = False


KINDS: tuple[DatabaseKind, ...] = (
    DatabaseKind(
        prefix="oxigraph+http",
        about="Oxigraph server",
        example="oxigraph+http://127.0.0.1:7878",
        form="url",
        module="sparql",
        function="open_oxigraph",
    ),
    DatabaseKind(
        prefix="virtuoso+http",
        about="Virtuoso",
        example="virtuoso+http://127.0.0.1:8890",
        form="url",
        module="sparql",
        function="open_virtuoso",
    ),
    DatabaseKind(
        prefix="fuseki+http",
        about="Apache Jena Fuseki, by its dataset",
        example="fuseki+http://127.0.0.1:3030/kg",
        form="url",
        module="sparql",
        function="open_fuseki",
    ),
    DatabaseKind(
        prefix="rdf4j+http",
        about="RDF4J or GraphDB, by its repository",
        example="rdf4j+http://127.0.0.1:7200/repositories/kg",
        form="url",
        module="sparql",
        function="open_rdf4j",
    ),
    DatabaseKind(
        prefix="sparql+http",
        about="any SPARQL 1.1 endpoint; …/query#update=/update&store=/store, where updates and the graph store are elsewhere",
        example="sparql+http://127.0.0.1/sparql",
        form="url",
        module="graph_store",
        function="open_sparql",
    ),
    DatabaseKind(
        prefix="oxigraph",
        about="Oxigraph store on disk",
        example="oxigraph:folder",
        form="path",
        module="disk",
        function="open_disk",
    ),
    DatabaseKind(
        prefix="bolt",
        about="Neo4j, Memgraph, ArcadeDB … over Bolt, with openCypher",
        example="bolt://127.0.0.1:7687/neo4j",
        form="host",
        module="bolt",
        function="open_bolt",
        needs="mali-kg[bolt]",
        rdf=False,
    ),
    DatabaseKind(
        prefix="neo4j",
        about="the same, with routing",
        example="neo4j://127.0.0.1:7687/neo4j",
        form="host",
        module="bolt",
        function="open_bolt",
        needs="mali-kg[bolt]",
        rdf=False,
    ),
    DatabaseKind(
        prefix="ladybug",
        about="LadybugDB on disk",
        example="ladybug:file",
        form="path",
        module="ladybug",
        function="open_ladybug",
        needs="mali-kg[ladybug]",
        rdf=False,
        ends_process=True,
    ),
    DatabaseKind(
        prefix="age",
        about="PostgreSQL with Apache AGE",
        example="age://127.0.0.1:5432/postgres",
        form="host",
        module="age",
        function="open_age",
        needs="mali-kg[age]",
        rdf=False,
    ),
)
