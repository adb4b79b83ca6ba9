"""What is installed is what was meant: version, command, data files, the shipped corpus."""

from __future__ import annotations

import configparser
import shutil
import subprocess
import sys
import tarfile
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest

import kb

ROOT = Path(__file__).resolve().parent.parent
# What an archive of the sources holds and a build needs.
SOURCES = ("kb", "corpus", "kb.toml", "setup.cfg", "setup.py", "pyproject.toml", "MANIFEST.in", "LICENSE", "README.md")


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sources, so that a build leaves nothing in the checkout."""
    folder = tmp_path_factory.mktemp("sources")
    for name in SOURCES:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        elif source.exists():
            shutil.copy2(source, folder / name)
    return folder


def built(sources: Path, hook: str, target: Path) -> Path:
    """Call a hook of the build backend in a process of its own: no isolation, no network."""
    if find_spec("setuptools") is None or find_spec("setuptools.command.bdist_wheel") is None:
        pytest.skip("no setuptools that can make a wheel (70.1 or newer): the package is not built")
    target.mkdir()
    code = f"import sys; from setuptools import build_meta; build_meta.{hook}(sys.argv[1])"
    done = subprocess.run(
        [sys.executable, "-c", code, str(target)], cwd=sources, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr
    (archive,) = target.iterdir()
    return archive


@pytest.fixture(scope="module")
def wheel(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(sources, "build_wheel", tmp_path_factory.mktemp("wheel") / "dist")


def expected_in_wheel() -> set[str]:
    code = {p.relative_to(ROOT).as_posix() for p in (ROOT / "kb").rglob("*.py")}
    data = {p.relative_to(ROOT).as_posix() for form in ("*.tsv", "*.txt") for p in (ROOT / "kb").rglob(form)}
    corpus = {
        f"kb/shipped/{p.relative_to(ROOT).as_posix()}"
        for p in (ROOT / "corpus").rglob("*")
        if p.is_file() and not p.name.startswith(".")
    }
    return code | data | corpus | {"kb/py.typed", "kb/shipped/kb.toml"}


def test_wheel_carries_the_code_its_data_and_the_corpus_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert names == expected_in_wheel()


def test_wheel_names_the_command_the_licence_and_the_version(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        info = f"kb_peraturan-{kb.__version__}.dist-info"
        points = configparser.ConfigParser()
        points.read_string(archive.read(f"{info}/entry_points.txt").decode())
        metadata = archive.read(f"{info}/METADATA").decode()
        assert any(name.endswith("/LICENSE") for name in archive.namelist())
    assert points["console_scripts"]["kb"] == "kb.__main__:main"
    assert f"Version: {kb.__version__}\n" in metadata
    assert "Name: kb-peraturan\n" in metadata
    assert "Requires-Python: >=3.11\n" in metadata
    assert "Requires-Dist: whoosh3==3.54.0\n" in metadata


def test_sdist_builds_the_same_wheel(sources: Path, wheel: Path, tmp_path: Path) -> None:
    archive = built(sources, "build_sdist", tmp_path / "sdist")
    with tarfile.open(archive) as packed:
        packed.extractall(tmp_path / "unpacked", filter="data")
    (unpacked,) = (tmp_path / "unpacked").iterdir()
    again = built(unpacked, "build_wheel", tmp_path / "wheel")
    with zipfile.ZipFile(wheel) as first, zipfile.ZipFile(again) as second:
        assert sorted(first.namelist()) == sorted(second.namelist())


def test_version_on_the_screen_is_the_version_of_the_package() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kb", "--version"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    assert kb.__version__ in done.stdout.split()


def test_locked_versions_lie_inside_the_ranges_of_the_package() -> None:
    packaging_requirements = pytest.importorskip("packaging.requirements")
    settings = configparser.ConfigParser()
    settings.read(ROOT / "setup.cfg", encoding="utf-8")
    locked = {
        line.split("==")[0].lower(): line.split("==")[1].split()[0]
        for line in (ROOT / "requirements" / "ci.txt").read_text(encoding="utf-8").splitlines()
        if "==" in line and not line.startswith((" ", "#"))
    }
    words = [w for w in settings["options"]["install_requires"].splitlines() if w and not w.startswith("#")]
    for requirement in map(packaging_requirements.Requirement, words):
        assert requirement.specifier.contains(locked[requirement.name.lower()]), requirement
