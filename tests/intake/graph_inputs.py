"""Graph files with every problem that reading them can find."""

import io

import pytest

import relnet as rn
from relnet.readers.networks import bounds

ML = "<graphml><key id='w' for='edge' attr.name='weight' attr.type='double'/>{}<graph>{}</graph></graphml>"
GEXF = "<gexf version='1.3'><graph mode='dynamic' defaultedgetype='directed'>{}</graph></gexf>"
NODES = "<node id='a'/><node id='b'/>"
DEFAULT = "<key id='d' for='node' attr.name='d'><default>1</default></key>"
POINTS = "".join(f"<node id='n{k}' timestamp='{k}'/>" for k in range(1001))

GRAPHML = [
    "<graphml><graph>",
    "<!DOCTYPE graphml [<!ENTITY a 'b'>]><graphml/>",
    f"<graphml>{'<x>' * 99}",
    "<graphml><graph/></graphml>",
    "<graphml><graph/><graph/></graphml>",
    ML.format("", "<node id='a'><graph/></node>"),
    ML.format("", NODES + "<hyperedge/>"),
    ML.format("", NODES + "<node id='a'/><node/><edge source='a' target='z'/>"),
    ML.format("<key id='n' for='node' attr.name='name'/>", """
        <node id='a'><data key='n'>Huis</data></node><node id='b'><data key='n'>Huis</data></node>
        <edge source='a' target='b' sourceport='p' directed='true'><data key='w'>1</data></edge>
        <edge source='b' target='a' directed='false'/>"""),
    ML.format("<key id='r' for='node' attr.name='answered'/>",
              "<node id='a'><data key='r'>perhaps</data></node><node id='b'/>"),
    ML.format("<key id='v' for='node' attr.name='v'/><key id='v' for='node' attr.name='w'/>",
              "<node id='a'><data key='v'>1</data><data key='v'>2</data></node>"
              "<edge source='a' target='a' directed='both'/>"),
    ML.format("<key id='n' for='edge' attr.name='relation'/>", """
        <node id='a'/><node id='b'/><edge source='a' target='b'><data key='n'>zorg</data></edge>
        <edge source='b' target='a' directed='false'><data key='n'>zorg</data></edge>"""),
]  # fmt: skip
"""GraphML files."""

DYNAMIC = [
    GEXF.format("<nodes><node id='a' start='now'/></nodes>"),
    GEXF.format(f"<nodes>{POINTS}</nodes>"),
    GEXF.format("<nodes><node id='a' start='1' end='3'/><node id='b' start='2'/></nodes>"),
    GEXF.format("<nodes><node id='a' startopen='1' endopen='3'/><node id='b' pid='a'/></nodes>"),
]
"""GEXF files."""

NETWORKS = [
    "*Vertices many\n",
    "*Vertices 5 2\n",
    "*Vertices 2000000\n",
    "*Vertices 999999\n",
    "*Vertices 2\n*Matrix\n0 1 1\n",
    "*Vertices 2\n1 A\n1 B\n9 C\n*Arcs\n1 2 1 [x]\n1 7\n*Partition p\n*Vertices 2\n1\n2\n",
    "*Vertices 2\n*Arcs\n1 2 1 [1-3]\n*Vector v\n*Vertices 2\n1\n2\n",
]
"""Pajek networks."""

MATRICES = [
    "dl n=2 colour=red data: 0 1 1 0",
    "dl n=2 labels: A B",
    "dl n=2 format=blockmatrix data: 0 1 1 0",
    "dl data: 0 1 1 0",
    "dl n=2 labels: A B C data: 0 1 1 0",
    "dl n=2 labels: A a data: 0 1 1 0",
    "dl n=2 data: 0 1 1",
    "dl n=2 labels embedded data:\nA B\nA 0 1\nC 1 0\n",
    "dl n=2 format=edgelist1 data:\n1 2 3 4\n",
    "dl n=2 format=edgelist1 data:\n1 3\n",
    "dl n=4 format=edgelist1 labels embedded data:\nA B\n",
]
"""UCINET DL files."""


def graph_problems(folder):
    """All problems of all these inputs."""
    found = []
    for text in (*GRAPHML, *DYNAMIC, *NETWORKS, *MATRICES):
        try:
            found += rn.read_survey(io.StringIO(text), warn=False).problems
        except rn.DataError as error:
            found += error.problems
    for limit in ("MOST_ATTRIBUTES", "MOST_CELLS", "MOST_DEFAULTS"):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(bounds, limit, 0)
            with pytest.raises(rn.DataError) as caught:
                rn.read_survey(io.StringIO(ML.format(DEFAULT, NODES)), warn=False)
        found += caught.value.problems
    return found
