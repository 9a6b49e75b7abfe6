"""LED screens and electronic boards: slides, tickers, test cards, playlists and video."""
