"""The track record: forecasts, sealed when made, held against what came."""
