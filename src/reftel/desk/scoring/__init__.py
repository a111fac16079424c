"""The track record: files of forecasts and outcomes, and its picture."""
