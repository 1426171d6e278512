/** The parts that pages are made of: panels, figures, facts, tables, badges, notices. */
export const PART_STYLE = `
.panel { background: var(--sheet); border: 1px solid var(--line); border-radius: 10px; padding: 14px 16px 16px; min-width: 0; overflow-x: auto; position: relative; }
.panel > * + * { margin-top: 12px; }
.panel-head { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: 4px 16px; }
.panel-head > :not(h2) { color: var(--soft); font-size: 0.9rem; }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(360px, 100%), 1fr)); gap: 18px; align-items: start; }
.stack { display: grid; grid-template-columns: minmax(0, 1fr); gap: 18px; }
.row { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 14px; }
.lead { color: var(--soft); max-width: 72ch; margin-top: -10px; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(164px, 100%), 1fr)); gap: 12px; }
.figure { background: var(--sheet); border: 1px solid var(--line); border-top: 3px solid var(--edge); border-radius: 10px; padding: 11px 14px 12px; }
.figure dt { color: var(--soft); font-size: 0.86rem; }
.figure .value { font-size: 1.5rem; font-weight: 650; line-height: 1.25; letter-spacing: -0.02em; }
.figure .value a { color: inherit; }
.figure .under { color: var(--soft); font-size: 0.86rem; line-height: 1.35; }
.figure.good { border-top-color: var(--good); } .figure.warn { border-top-color: var(--warn); } .figure.bad { border-top-color: var(--bad); }
.figure.warn .value { color: var(--warn); } .figure.bad .value { color: var(--bad); }
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(210px, 100%), 1fr)); gap: 10px 22px; }
.facts dt { color: var(--soft); font-size: 0.84rem; }
.facts dd { overflow-wrap: anywhere; }
.badge {
  display: inline-block; padding: 0 7px; border-radius: 5px; background: var(--raised); border: 1px solid var(--line); color: var(--soft);
  font-size: 0.8rem; font-weight: 600; line-height: 1.55; white-space: nowrap;
}
.badge.good { background: var(--good-tint); border-color: transparent; color: var(--good); }
.badge.warn { background: var(--warn-tint); border-color: transparent; color: var(--warn); }
.badge.bad { background: var(--bad-tint); border-color: transparent; color: var(--bad); }
.notice { padding: 10px 14px; border-left: 4px solid var(--edge); border-radius: 3px 8px 8px 3px; background: var(--raised); max-width: 84ch; }
.notice.good { border-color: var(--good); background: var(--good-tint); color: var(--good); }
.notice.warn { border-color: var(--warn); background: var(--warn-tint); color: var(--warn); }
.notice.bad { border-color: var(--bad); background: var(--bad-tint); color: var(--bad); }
.notice a { color: inherit; }
.empty { padding: 18px; border: 1px dashed var(--edge); border-radius: 8px; color: var(--soft); text-align: center; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: 7px 10px; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th:first-child, td:first-child { padding-left: 4px; }
thead th { padding-top: 2px; color: var(--soft); font-size: 0.82rem; font-weight: 600; white-space: nowrap; }
tbody th { font-weight: 500; }
tbody tr:hover { background: var(--raised); }
tbody tr:last-child > * { border-bottom: 0; }
tfoot th, tfoot td { border-top: 2px solid var(--edge); border-bottom: 0; font-weight: 650; }
.number { text-align: right; white-space: nowrap; }
thead .code { font-family: inherit; }
td.code, th.code { overflow-wrap: anywhere; }
.pager { display: flex; justify-content: flex-end; }
.steps { display: grid; gap: 12px; } .steps > li { padding-left: 12px; border-left: 3px solid var(--line); } .steps details { margin-top: 4px; }
ul.plain { list-style: disc; padding-left: 20px; }
details > summary { cursor: pointer; color: var(--accent); font-size: 0.9rem; }
details[open] > summary { margin-bottom: 8px; }
@media (max-width: 700px) {
  table.cards, .cards tbody, .cards tfoot, .cards tr, .cards th, .cards td { display: block; }
  .cards thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .cards tr { padding: 9px 0; border-bottom: 1px solid var(--line); }
  .cards tbody tr:last-child { border-bottom: 0; }
  .cards th, .cards td { padding: 1px 0; border: 0; text-align: left; white-space: normal; }
  .cards td { display: grid; grid-template-columns: minmax(96px, 34%) minmax(0, 1fr); gap: 10px; }
  .cards td::before { content: attr(data-head); color: var(--soft); font-size: 0.86rem; }
  .cards td:empty { display: none; }
  .cards tbody th { font-weight: 650; margin-bottom: 2px; }
  .panel { padding: 12px 12px 14px; }
  .figures { grid-template-columns: 1fr 1fr; gap: 8px; }
  .figure { padding: 9px 11px 10px; } .figure .value { font-size: 1.25rem; }
}
`;
