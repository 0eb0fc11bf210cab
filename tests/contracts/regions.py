"""Where the regions' covenant files stand."""

from pathlib import Path

REGIONS = Path(__file__).parents[2] / "chain" / "regions"
TILBURG = REGIONS / "tilburg.yaml"
KOP = REGIONS / "kop-van-noord-holland.yaml"
