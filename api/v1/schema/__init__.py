"""The OpenAPI description of version 1: made from what the views say of themselves."""
