curl "https://communal.example/api/v1/products/microsoft-exchange/alternatives/"
