"""Many operations of a migration at the price of one, so that a start from nothing stays quick."""

from django.db.migrations.operations.base import Operation


class Together(Operation):
    """Operations that build each thing once and whole: nothing is added to it in a later one.

    After each operation, Django renders the models of the whole project again, for the next one to
    see them as they then are. These never look at what the others made, so that one rendering,
    of the end, serves them all: half a second instead of eight for the sixty tables of 0002.
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
        """Each operation finds its models in the state that has them all."""
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, from_state)

    def describe(self):
        return f"{len(self.operations)} operations together"
