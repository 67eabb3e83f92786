"""Files -> moments with pixels: the front door is ``open_views``."""

from mirada.moments.assets import AssetViews, open_views, views_of
from mirada.moments.views import View

__all__ = ["AssetViews", "View", "open_views", "views_of"]
