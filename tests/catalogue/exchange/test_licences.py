"""What is certain of a licence, and what is only written."""

import pytest

from catalogue.exchange.licences import Doubt, read_licence


@pytest.mark.parametrize(
    ("written", "spdx"),
    [
        ("AGPL-3.0-or-later", "AGPL-3.0-or-later"),
        ("agpl-3.0-only", "AGPL-3.0-only"),
        ("GPL-3.0+", "GPL-3.0-or-later"),
        ("GPLv3+", "GPL-3.0-or-later"),
        ("GNU Affero General Public License v3.0 or later", "AGPL-3.0-or-later"),
        ("GPL v3 ou ultérieure", "GPL-3.0-or-later"),
        ("MIT licence", "MIT"),
        ("The MIT License (MIT)", "MIT"),
        ("Apache License, Version 2.0", "Apache-2.0"),
        ("Apache 2", "Apache-2.0"),
        ("Mozilla Public License 2.0", "MPL-2.0"),
        ("EUPL v1.2", "EUPL-1.2"),
        ("CeCILL V2", "CECILL-2.0"),
        ("CeCILL-B", "CECILL-B"),
        ("BSD 3-Clause", "BSD-3-Clause"),
        ("BSD-2-Clause-FreeBSD", "BSD-2-Clause-Views"),
        ("X11", "X11"),
        ("mit or apache-2.0", "MIT OR Apache-2.0"),
        ("GPL-2.0-or-later WITH Bison-exception-2.2", "GPL-2.0-or-later WITH Bison-exception-2.2"),
        (["MIT"], "MIT"),
        (["MIT", "MIT "], "MIT"),
    ],
    ids=str,
)
def test_what_is_certain_is_spdx(written, spdx):
    reading = read_licence(written)

    assert (reading.spdx, reading.doubt, reading.free) == (spdx, Doubt.NONE, True)


@pytest.mark.parametrize(
    ("written", "doubt", "at_least"),
    [
        ("AGPL-3.0", Doubt.OR_LATER, "AGPL-3.0-only"),
        ("AGPLv3", Doubt.OR_LATER, "AGPL-3.0-only"),
        ("GPL V2.0", Doubt.OR_LATER, "GPL-2.0-only"),
        ("GNU GPLv2", Doubt.OR_LATER, "GPL-2.0-only"),
        ("LGPL 2.1", Doubt.OR_LATER, "LGPL-2.1-only"),
        ("GPL-2.0 OR MIT", Doubt.OR_LATER, "GPL-2.0-only OR MIT"),
        ("LGPL-2", Doubt.VERSION, ""),
        ("GNU LGPL", Doubt.VERSION, ""),
        ("BSD", Doubt.VERSION, ""),
        ("MPL 2.0 et EPL 1.0", Doubt.SEVERAL, ""),
        ("GPL-2.0, LGPL-2, MPL-1.1", Doubt.SEVERAL, ""),
        ("GPL-2.0-only / LGPL-2.0-only", Doubt.SEVERAL, ""),
        ("MIT or commercial", Doubt.SEVERAL, ""),
        (["AGPL-3.0", "MIT"], Doubt.SEVERAL, ""),
    ],
    ids=str,
)
def test_what_is_free_and_not_certain_stays_as_written(written, doubt, at_least):
    reading = read_licence(written)

    assert (reading.spdx, reading.doubt, reading.at_least) == ("", doubt, at_least)
    assert reading.free is True
    assert reading.as_written == (written if isinstance(written, str) else ", ".join(written))


@pytest.mark.parametrize(
    "written",
    [
        *("⊘ Proprietary", "Licence propriétaire", "Freeware", "SSPL-1.0", "BUSL-1.1"),
        *("Elastic-2.0", "CC-BY-NC-SA-4.0", "FSL-1.1-MIT", "Commons-Clause", "SUL-1.0"),
        *("BUSL-1.1 AND MIT", ["Apache-2.0", "Commons-Clause"], ["AGPL-3.0", "⊘ Proprietary"]),
    ],
    ids=str,
)
def test_what_is_not_free_is_known_to_be_so(written):
    assert read_licence(written).free is False


@pytest.mark.parametrize("written", ["N/A", "", None, [], "Autre", "-", " ", ["", " "]], ids=str)
def test_nothing_is_nothing(written):
    reading = read_licence(written)

    assert (reading.spdx, reading.doubt, reading.free) == ("", Doubt.MISSING, None)


@pytest.mark.parametrize(
    "written",
    ["GNU", "BSD-3.0", "GPL-9.0", "DPL", "((((", "LicenseRef-x", "x" * 5000, ["MIT", "Ours"]],
    ids=lambda written: str(written)[:20],
)
def test_what_is_not_understood_stays_open(written):
    reading = read_licence(written)

    assert (reading.spdx, reading.doubt, reading.free) == ("", Doubt.UNKNOWN, None)
