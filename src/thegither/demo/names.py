"""Places, people and bodies that nobody can mistake for real ones: every name here is our own making.

The lists are long enough that no two people of one made-up partnership share a name.
"""

from random import Random

AREAS = (
    "Strathvarroch",
    "Inverquill",
    "Auchterfenn",
    "Kirkdunnoch",
    "Balnaquharn",
    "Drumtarrel",
    "Fennielaw",
    "Corrieblane",
    "Tillyquhair",
    "Pittenvarra",
    "Lochquillan",
    "Ardmorrish",
)

GIVEN = tuple(
    """
    Aillis Brannoch Cathel Dorrin Eilwen Farlan Gavrie Hesper Innisa Jorlan Kesta Lorran Maddoch
    Nairne Orla-Beth Perrin Quilla Rowen-May Sorlie Tamsa Ulric-Jo Vaila Wynn Ysobel-Ann Zarim
    Ameera-Jo Bolanleh Chidara Davith Emrelle Fioda Gethyn Hanouk Idrissa Jarek-Lee Kamalisa
    Linxia Mirosh Nadiya-Rae Oyelah Pavlin Rashmira Sanjar Tovell Urszana Vashti-Lou Wendrith
    Xanthine Yarrick Zofira
    """.split()
)

FAMILY = tuple(
    """
    Abercarrow Auldbrathie Birkenfell Blairquharn Braidhollin Cairnwhistle Carsemuckle Corrievane
    Craigmarl Dalquhillie Dunnermuir Eskwhaup Faulderay Ferniquoy Gairlawrie Glaisterlaw Gowkstane
    Haughmoray Heatherslade Inchquarrie Kelbrathie Kilnabrae Laverocklaw Linnhallow Lochmaddle
    MacArdle-Voe MacCorvane MacFennoch MacIlquhair MacTarrow Merrickvale Mossquarter Muirfarlane
    Netherquhan Ormiswhin Peerieholm Pitquhillie Quarrelwood Rannerbrae Reidwhistle Rossfennel
    Saltquoy Scoularhaugh Skerravale Stanehallow Strathbirn Tarvitquill Thornywhin Tulliequhar
    Usanmuir Wauchmarrow Whinnielaw Yarrowquest Adeyfola-Rigg Banerjoy Chowdharra Kowalczar
    Nwachiku Petrovane Singharay
    """.split()
)


def draw_names(count: int, source: Random) -> list[str]:
    """As many different full names as asked for.

    >>> draw_names(2, Random(1)) == draw_names(2, Random(1))
    True
    >>> len(set(draw_names(300, Random(2))))
    300
    """
    pairs = [f"{given} {family}" for given in GIVEN for family in FAMILY]
    return source.sample(pairs, count)


def as_key(name: str) -> str:
    """A name as it stands in an address: lower case, words joined by full stops.

    >>> as_key("Orla-Beth MacArdle-Voe")
    'orla-beth.macardle-voe'
    """
    return ".".join(name.lower().replace("'", "").split())
