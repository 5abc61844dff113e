"""One style sheet out of many."""

from django.contrib.staticfiles import finders

from catalogue.web.styles import NAME, parts


def test_sheet_holds_every_part_and_the_order_of_layers_comes_first():
    sheet = finders.find(NAME)

    with open(sheet, encoding="utf-8") as file:  # noqa: PTH123
        text = file.read()
    for part in parts():
        assert part.read_text(encoding="utf-8").strip() in text, part
    assert parts()[0].name == "layers.css"


def test_sheet_is_made_again_when_a_part_has_changed(settings, tmp_path):
    settings.BUILT_DIR = tmp_path
    sheet = tmp_path / NAME
    finders.find(NAME)
    sheet.write_text("/* 1 sheets */\nold")

    finders.find(NAME)

    assert "old" not in sheet.read_text().splitlines()
