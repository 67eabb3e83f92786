"""Files -> masks and series: PASTIS and PASTIS24, GeoTIFF, PNG, npy, JSON, NetCDF and Zarr."""
