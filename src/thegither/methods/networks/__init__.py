"""Networks: who holds a partnership together, what chance would give, and what the silent might add."""

from thegither.methods.networks.bands import bands
from thegither.methods.networks.betweenness import Betweenness, betweenness, sampled_betweenness
from thegither.methods.networks.brokerage import ROLES, Brokerage, brokerage
from thegither.methods.networks.cohesion import (
    centralization,
    density,
    group_density,
    reciprocity,
)
from thegither.methods.networks.communities import Communities, communities
from thegither.methods.networks.fragility import (
    Introduction,
    Removals,
    components,
    handover_plan,
    links_held_alone,
    removals,
)
from thegither.methods.networks.holes import Holes, structural_holes
from thegither.methods.networks.layers import LayerFunnel, Step, layer_funnel
from thegither.methods.networks.lone_bridges import LoneBridge, lone_bridges
from thegither.methods.networks.missing import (
    Interval,
    imputed_networks,
    missing_answer_intervals,
    reported_by_either,
)
from thegither.methods.networks.mix import REACHES, tie_mix
from thegither.methods.networks.mixing import Mixing, ei_index, mixing
from thegither.methods.networks.network import ImpossibleNetwork, Network
from thegither.methods.networks.positions import places
from thegither.methods.networks.ratings import (
    Change,
    Level,
    means_of_rated,
    rating_change,
    rating_level,
)
from thegither.methods.networks.weights import MEANINGS, read_weights

__all__ = [
    "MEANINGS",
    "REACHES",
    "ROLES",
    "Betweenness",
    "Brokerage",
    "Change",
    "Communities",
    "Holes",
    "ImpossibleNetwork",
    "Interval",
    "Introduction",
    "LayerFunnel",
    "Level",
    "LoneBridge",
    "Mixing",
    "Network",
    "Removals",
    "Step",
    "bands",
    "betweenness",
    "brokerage",
    "centralization",
    "communities",
    "components",
    "density",
    "ei_index",
    "group_density",
    "handover_plan",
    "imputed_networks",
    "layer_funnel",
    "links_held_alone",
    "lone_bridges",
    "means_of_rated",
    "missing_answer_intervals",
    "mixing",
    "places",
    "rating_change",
    "rating_level",
    "read_weights",
    "reciprocity",
    "removals",
    "reported_by_either",
    "sampled_betweenness",
    "structural_holes",
    "tie_mix",
]
