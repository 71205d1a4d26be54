"""The style sheet of the HTML export: quiet, printable, numbers hanging at the left of their words."""

STYLE = """\
html { background: #fff; color: #1d2329; font: 1rem/1.55 Georgia, "Times New Roman", serif; }
body { max-width: 44rem; margin: 0 auto; padding: 2.5rem 1.25rem; overflow-wrap: break-word; }
h1, h2, h3, h4 { font-family: system-ui, sans-serif; line-height: 1.25; color: #1f3a5f; }
h1, h2, h3, h4 { break-after: avoid; }
h1 { font-size: 2rem; margin: 0 0 .5rem; }
h2 { font-size: 1.35rem; margin: 2.25rem 0 .75rem; }
h3, h4 { font-size: 1.1rem; margin: 1.75rem 0 .5rem; }
h2 .number, h3 .number { margin-right: .5em; }
p { margin: .6rem 0; }
a { color: inherit; text-decoration-color: #8a94a0; }
:target { background: #fdf3d0; }
mark { background: #ffe58a; color: inherit; }
.cover { border-bottom: 1px solid #c4cad1; margin-bottom: 2rem; padding-bottom: 1rem; }
.cover ul { list-style: none; padding: 0; }
.level-2 { padding-left: 3.2rem; }
.level-3 { padding-left: 5.6rem; }
.level-4 { padding-left: 8rem; }
.level-2 .number { float: left; margin-left: -3.2rem; }
.level-3 .number, .level-4 .number { float: left; margin-left: -2.4rem; }
.definition { padding-left: 3.2rem; }
blockquote { margin: 1rem 0; padding: .4rem 1rem; border-left: 3px solid #b7791f; background: #fbf7ee; }
table { border-collapse: collapse; width: 100%; margin: 1.25rem 0; }
caption { text-align: left; font-weight: bold; padding-bottom: .4rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid #c4cad1; }
th { background: #eef1f5; }
.signature { break-inside: avoid; margin: 2rem 0; }
.signature table { width: auto; min-width: 60%; }
.signature td { vertical-align: bottom; padding-top: 1.1rem; }
.signature td:first-child { border: 0; padding-left: 0; width: 8rem; }
.signature td:last-child { border-bottom-color: #1d2329; min-width: 14rem; }
@media (max-width: 34rem) {
  .level-3 { padding-left: 4.4rem; }
  .level-4 { padding-left: 6rem; }
}
"""
