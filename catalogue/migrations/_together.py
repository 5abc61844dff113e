"""Many operations of one migration, at the price of one: a start from nothing stays quick."""

from django.db.migrations.operations.base import Operation


class Together(Operation):
    """Operations that build each thing once and whole: no field, rule or trigger comes in a later one.

    Django renders all models of the project again after each operation, so that the next one sees the tables of that moment. These
    do not look at each other: one rendering, of the end, serves them all.
    """

    serialization_expand_args = ("operations",)

    def __init__(self, operations):
        self.operations = operations

    def state_forwards(self, app_label, state):
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        return f"{len(self.operations)} operations together"
