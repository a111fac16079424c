"""The only home of vocabularies: rows, their loader, and the CSV files behind them."""
