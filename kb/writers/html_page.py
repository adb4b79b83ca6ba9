"""A regulation → one printable HTML page that needs nothing else: an anchor a provision, labels as printed."""

from __future__ import annotations

import html
import re

from kb.ids import work_name
from kb.model import Naskah, Provision, ProvisionKind, Regulation

_STYLE = """
body{font:11pt/1.5 Georgia,serif;max-width:46em;margin:2em auto;padding:0 1em;color:#111}
.banner{border:2px solid #a00;padding:.6em 1em;font-family:sans-serif;font-size:10pt}
h1,h2,h3,h4{font-size:1.05em;text-align:center;margin:1.6em 0 .4em}
.unit{margin:.3em 0 .3em var(--in,0);padding-left:2.6em;text-indent:-2.6em}
.l1{margin-left:2.6em}.l2{margin-left:5.2em}.l3{margin-left:7.8em}.l4{margin-left:10.4em}
.label{display:inline-block;min-width:2.6em;text-indent:0}
table{border-collapse:collapse;margin:1em 0}td,th{border:1px solid #999;padding:.2em .5em}
blockquote{border-left:3px solid #999;margin-left:1em;padding-left:1em}
@media print{body{margin:0;max-width:none}.banner{position:running(banner)}}
"""
_AUTHORITY = {
    Naskah.RESMI: "Diperiksa terhadap pengundangan resmi.",
    Naskah.EKSTRAKSI: "BUKAN NASKAH RESMI: hasil ekstraksi berkas, belum diperiksa.",
    Naskah.OCR: "BUKAN NASKAH RESMI: hasil pembacaan pindaian (OCR), belum diperiksa.",
    Naskah.RINGKASAN: "BUKAN TEKS PERATURAN: ringkasan dengan kata penyusun.",
    Naskah.CONTOH: "CONTOH REKAAN: bukan peraturan yang nyata.",
    Naskah.BELUM_ADA: "NASKAH BELUM ADA: halaman ini hanya memuat metadata.",
}
_CSP = "default-src 'none'; style-src 'unsafe-inline'"


def regulation_page(regulation: Regulation) -> str:
    """The whole text as one page with a banner that says what the text is; no script, nothing loaded from elsewhere."""
    name = html.escape(work_name(regulation.work) if regulation.work else regulation.file)
    title = html.escape(regulation.title or "")
    banner = html.escape(_AUTHORITY.get(regulation.naskah, str(regulation.naskah)))
    body = "\n".join(_unit(provision) for provision in regulation.provisions)
    return (
        f'<!DOCTYPE html>\n<html lang="id"><head><meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_CSP}">\n'
        f"<title>{name}</title>\n<style>{_STYLE}</style></head>\n<body>\n"
        f'<p class="banner">{banner}</p>\n<h1>{name}<br>{title}</h1>\n{body}\n</body></html>\n'
    )


def _anchor(provision: Provision) -> str:
    path = f"{provision.component}~{provision.path}" if provision.component else provision.path
    return re.sub(r"[^A-Za-z0-9_.~-]", "_", path)


def _unit(p: Provision) -> str:
    anchor = f' id="{_anchor(p)}"' if p.path or p.component else ""
    label = f'<span class="label">{html.escape(p.label)}</span> ' if p.label else ""
    heading = html.escape(p.heading)
    quote = ("<blockquote>", "</blockquote>") if p.quote_depth else ("", "")
    titled = p.kind in (ProvisionKind.HEADING, ProvisionKind.ARTICLE, ProvisionKind.ATTACHMENT) or (
        p.kind in (ProvisionKind.RECITAL, ProvisionKind.ELUCIDATION) and not p.level and not p.label.startswith("(")
    )
    text = _text(p.text)
    if titled:
        tag = "h3" if p.kind is ProvisionKind.ARTICLE else "h2"
        inner = f"<{tag}{anchor}>{label}{heading}</{tag}>{text}" if p.label else text
    else:
        first, _, rest = text.partition("</p>")
        body = first.removeprefix("<p>")
        inner = f'<div class="unit l{p.level}"{anchor}>{label}{body}{rest}</div>'
    closing = _text(p.closing) if p.closing else ""
    return quote[0] + inner + closing + quote[1]


def _text(text: str) -> str:
    """Inline marks and tables through Python-Markdown, cleaned; what would open a list stays text."""
    if not text:
        return ""
    import markdown
    import nh3

    safe = "\n\n".join(_literal(block) for block in _blocks(text))
    made = markdown.markdown(safe, extensions=["tables"], output_format="html")
    return nh3.clean(made, tags={"p", "em", "strong", "table", "thead", "tbody", "tr", "td", "th", "br"}, attributes={})


def _blocks(text: str) -> list[str]:
    blocks: list[str] = []
    for line in text.split("\n"):
        if blocks and line.startswith("|") and blocks[-1].startswith("|"):
            blocks[-1] += "\n" + line
        else:
            blocks.append(line)
    return blocks


def _literal(block: str) -> str:
    """Escape what Markdown would take for a list, a heading, a quote or raw HTML."""
    block = block.replace("&", "&amp;").replace("<", "&lt;")
    if block.startswith("|"):
        return block
    return re.sub(r"^(\s*)([#>*+-]|\d+(?=[.)]))", r"\1\\\2" if not block[:1].isdigit() else r"\1\2\\", block)
