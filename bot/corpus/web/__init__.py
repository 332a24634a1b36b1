"""Articles from the web: addresses, safe fetching, robots.txt, pages and feed documents."""
