"""The catalogue as others of its kind speak: read-only, by the contract of the software catalogue
API of Developers Italia (https://github.com/italia/developers-italia-api).
"""
