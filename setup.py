"""The packages of the distribution; everything else about it stands in setup.cfg.

The corpus and its kb.toml lie at the root of the repository, where people edit them. In a
wheel they travel inside the package, as ``kb/shipped``.
"""

from setuptools import find_packages, setup
from setuptools.command.build_py import build_py

SHIPPED = "kb.shipped"


class BuildPy(build_py):
    """Leaves out the Python files of the root: ``kb.shipped`` is data only."""

    def find_package_modules(self, package: str, package_dir: str) -> list[tuple[str, str, str]]:
        """Find the modules of ``package`` as (package, module, file)."""
        return [] if package == SHIPPED else super().find_package_modules(package, package_dir)


setup(
    cmdclass={"build_py": BuildPy},
    packages=[*find_packages(include=["kb", "kb.*"]), SHIPPED],
    package_dir={SHIPPED: "."},
    package_data={
        "": ["*.tsv", "*.html", "*.css", "py.typed"],
        "kb.indonesian": ["roots.txt"],
        SHIPPED: ["kb.toml", "corpus/**/*.md", "corpus/**/*.yaml", "corpus/**/*.tsv"],
    },
)
