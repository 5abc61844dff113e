curl --etag-save seen.txt --etag-compare seen.txt -o tools.json "https://communal.example/api/v1/tools/"
