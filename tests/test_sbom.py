"""The list of what the site is made with: valid CycloneDX, complete, and the same wherever it is made."""

import hashlib
import json
import re
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
from knowledge_base import REPOSITORY
from knowledge_base.publish.open_data.sbom import Pin, bill_of_materials, licences_of, pins
from referencing import Registry, Resource

PINS = """\
alpha==1.0 \\
    --hash=sha256:{a} \\
    --hash=sha256:{b}
beta-two==2.0.1 ; sys_platform == 'win32' \\
    --hash=sha256:{a}
""".format(a="a" * 64, b="b" * 64)


@pytest.fixture(scope="module")
def published(light_site: Path) -> dict:
    return json.loads((light_site / "data/sbom.cdx.json").read_text("utf-8"))


def test_it_follows_cyclonedx_s_own_schema(published: dict) -> None:
    folder = files("cyclonedx.schema") / "_res"
    names = [f"{name}.SNAPSHOT.schema.json" for name in ("bom-1.6", "spdx", "jsf-0.82")]
    schemas = [json.loads((folder / name).read_text("utf-8")) for name in names]
    at = "http://cyclonedx.org/schema/"
    registry = Registry().with_resources(
        (at + name, Resource.from_contents(schema)) for name, schema in zip(names, schemas, strict=True)
    )
    assert published["$schema"] == "http://cyclonedx.org/schema/bom-1.6.schema.json"
    validator = jsonschema.Draft7Validator(schemas[0], registry=registry)
    assert [error.message for error in validator.iter_errors(published)] == []
    broken = {**published, "bomFormat": "Other"}
    assert list(validator.iter_errors(broken))


def test_every_pinned_package_is_listed_with_its_version_and_all_its_hashes(published: dict) -> None:
    listed = {component["purl"]: component for component in published["components"] if "purl" in component}
    text = (REPOSITORY / "requirements.txt").read_text("utf-8")
    assert len(listed) == len(re.findall(r"(?m)^[\w.-]+==", text))
    hashes = [one for component in listed.values() for one in component["externalReferences"][0]["hashes"]]
    assert len(hashes) == text.count("--hash=sha256:")
    assert listed["pkg:pypi/mkdocs-material@9.8.1"]["scope"] == "required"
    assert listed["pkg:pypi/mkdocs-material@9.8.1"]["licenses"] == [{"expression": "MIT"}]


def test_what_the_site_needs_itself_is_told_from_what_comes_along(published: dict) -> None:
    [site] = published["dependencies"]
    assert "pkg:pypi/mkdocs@1.6.1" in site["dependsOn"]
    assert any(ref.startswith("pkg:pypi/pdfminer-six@") for ref in site["dependsOn"])  # pdfminer.six in our own list
    known = {component["bom-ref"] for component in published["components"]}
    assert set(site["dependsOn"]) < known


def test_the_fonts_in_the_pdfs_are_listed_as_they_are(published: dict) -> None:
    fonts = {one["name"]: one for one in published["components"] if one["type"] == "file"}
    paths = list((REPOSITORY / "overrides/print/fonts").glob("*.woff2"))
    assert {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths} == {
        name: font["hashes"][0]["content"] for name, font in fonts.items()
    }


def test_it_names_no_moment_so_that_the_same_pins_give_the_same_bytes(published: dict) -> None:
    assert "timestamp" not in published["metadata"] and "serialNumber" not in published
    assert published["version"] == 1


def test_pins_are_read_with_markers_and_hashes() -> None:
    alpha, beta = pins(PINS)
    assert alpha == Pin("alpha", "1.0", True, ("a" * 64, "b" * 64))
    assert beta == Pin("beta-two", "2.0.1", False, ("a" * 64,))
    found = bill_of_materials({"bom-ref": "site"}, [alpha, beta], "Beta_two==2.0.1  # why\n", {}, lambda pin: [])
    assert found["dependencies"] == [{"ref": "site", "dependsOn": ["pkg:pypi/beta-two@2.0.1"]}]


@pytest.mark.parametrize(
    "pin",
    [
        Pin("lxml", "0.0.1", True, ()),  # another version is installed than the one that is listed
        Pin("pycparser", "3.12", False, ()),  # not everywhere
        Pin("no-such-package", "1.0", True, ()),
    ],
)
def test_a_licence_that_other_systems_would_not_see_is_left_out(pin: Pin) -> None:
    assert licences_of(pin) == []
