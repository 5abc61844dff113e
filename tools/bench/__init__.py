"""What answers cost, as ratios within one run: `make bench`, explained in docs/performance.md."""
