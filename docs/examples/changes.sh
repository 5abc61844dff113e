curl "https://communal.example/api/v1/changes/?page_size=2"
