"""Pictures of a council's numbers, as SVG and PNG; the same record gives the same bytes.

from reftel.desk.pictures import svg, png
from reftel.desk.pictures.records import Scale
"""

from reftel.desk.pictures.writing import png, svg

__all__ = ["png", "svg"]
