"""Pages, feeds and sitemaps: ask a verb, render, compute nothing."""
