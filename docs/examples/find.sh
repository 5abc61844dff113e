curl "https://communal.example/api/v1/suggest/?q=exchange"
