"""Pictures of a council's numbers, as SVG and PNG; the same record gives the same bytes.

`svg(picture)` and `png(picture)` take any record of `reftel.desk.pictures.records`.
"""

from reftel.desk.pictures.writing import png, svg

__all__ = ["png", "svg"]
