"""Tables: lines to grids, lost rowspans repaired, column roles, and what the rows say."""
