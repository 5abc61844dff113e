curl -o cities.csv "https://communal.example/api/v1/cities.csv?country=IT&status=in_production"
