"""Plain values as YAML that readers of version 1.1 and of 1.2 take for the same thing."""

import yaml

#: What one version or the other takes for something else than a text.
NOT_TEXT = {"y", "n", "yes", "no", "on", "off", "true", "false", "null"}


def to_yaml(values):
    """Block style, keys in the order given, the same text for the same values."""
    return yaml.dump(
        values,
        Dumper=_Writer,
        allow_unicode=True,
        default_flow_style=False,
        sort_keys=False,
        width=10_000,
    )


class _Writer(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):
    """Ten times faster in C, where it was built with that."""

    def ignore_aliases(self, data):
        return True


def _text(writer, text):
    """Plain where it begins with a letter and is no word of YAML; the library sees to the rest."""
    plain = text[:1].isalpha() and text.lower() not in NOT_TEXT
    style = "|" if "\n" in text else None if plain else '"'
    return writer.represent_scalar("tag:yaml.org,2002:str", str.__str__(text), style=style)


_Writer.add_representer(str, _text)
_Writer.add_multi_representer(str, _text)  # words of closed lists are texts too
