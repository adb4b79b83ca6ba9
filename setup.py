"""The packages of the distribution; everything else about it stands in setup.cfg.

The corpus and its kb.toml lie at the root of the repository, where people edit them. In a
wheel they travel inside the package, as ``kb/shipped``.
"""

from setuptools import find_packages, setup

setup(
    packages=[*find_packages(include=["kb", "kb.*"]), "kb.shipped"],
    package_dir={"kb.shipped": "."},
    package_data={
        "": ["*.tsv", "*.html", "*.css", "py.typed"],
        "kb.shipped": ["kb.toml", "corpus/**/*.md", "corpus/**/*.yaml", "corpus/**/*.tsv"],
    },
)
