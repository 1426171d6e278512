/**
 * Colours, type and elements as they are everywhere in the console. Every pair of ink and ground meets WCAG AA (4.5:1), every edge of a field and every mark of a chart
 * 3:1, in light and dark; the browser test asks axe.
 */
export const BASE_STYLE = `
:root {
  color-scheme: light dark;
  --ground: #f4f5f3; --sheet: #ffffff; --raised: #f9faf8; --ink: #16201c; --soft: #52605a; --line: #dfe3df; --edge: #84918b;
  --accent: #0b5d43; --accent-ink: #ffffff; --accent-dark: #08442f; --tint: #e4f0ea;
  --good: #0b5d43; --good-tint: #e4f0ea; --warn: #7a4400; --warn-tint: #fdf0d9; --bad: #a3211b; --bad-tint: #fbe9e7;
  --night: #13211b; --night-line: #2b3b33; --night-ink: #eef4f0; --night-soft: #b4c4bb; --focus: #1f6feb;
  --mono: ui-monospace, "Cascadia Mono", "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
  --c0: #0b6e4f; --c1: #2563a8; --c2: #b45309; --c3: #7a3ea8; --c4: #b3246b; --c5: #0e7490; --c6: #52605a;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0e1512; --sheet: #151e1a; --raised: #1a2520; --ink: #e6eeea; --soft: #a3b2aa; --line: #2a3731; --edge: #75857c;
    --accent: #57c79b; --accent-ink: #06130d; --accent-dark: #8bdcbc; --tint: #173128;
    --good: #7ad9b1; --good-tint: #15302591; --warn: #f0bd6b; --warn-tint: #35270f; --bad: #ff9c93; --bad-tint: #3b1a18;
    --night: #0a100d; --night-line: #24312b; --focus: #6ea8ff;
    --c0: #3fb98a; --c1: #6ea8ea; --c2: #e2954a; --c3: #b98ae6; --c4: #ea77ad; --c5: #4fb8d0; --c6: #a3b2aa;
  }
}
*, ::before, ::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 16px; }
body {
  margin: 0; background: var(--ground); color: var(--ink);
  font: 14.5px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
h1, h2, h3, p, dl, dd, ol, ul, pre, figure, fieldset, blockquote { margin: 0; padding: 0; }
h1 { font-size: 1.5rem; line-height: 1.2; letter-spacing: -0.015em; text-wrap: balance; overflow-wrap: anywhere; }
h2 { font-size: 1rem; line-height: 1.3; }
h3 { font-size: 0.93rem; }
ul, ol { list-style: none; }
small { font-size: 0.86em; font-weight: 400; }
code, pre, .code { font-family: var(--mono); font-size: 0.9em; }
code { overflow-wrap: anywhere; }
time, .number, .value { font-variant-numeric: tabular-nums; }
time { white-space: nowrap; }
a { color: var(--accent); text-underline-offset: 0.18em; text-decoration-thickness: 1px; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 4px; }
main:focus, h1:focus { outline: none; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.soft { color: var(--soft); }
.skip { position: absolute; left: 8px; top: -60px; z-index: 3; padding: 8px 14px; background: var(--sheet); border-radius: 0 0 8px 8px; }
.skip:focus { top: 0; }
@media (prefers-reduced-motion: no-preference) { .figure, button, .button { transition: background-color 0.12s, border-color 0.12s; } }
@media print { nav, .languages, .person, .skip, form { display: none !important; } }
`;
