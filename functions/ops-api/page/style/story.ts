/** What happened, one thing under the other: a failure's history, and a payment's line from top to bottom with the time between its steps. */
export const STORY_STYLE = `
.live { display: grid; grid-template-columns: minmax(0, 1fr); gap: 18px; }
.history { display: grid; gap: 10px; }
.history li { display: grid; grid-template-columns: 116px minmax(0, 1fr); gap: 10px; overflow-wrap: anywhere; }
.history time { color: var(--soft); font-size: 0.86rem; white-space: normal; }
q { color: var(--soft); overflow-wrap: anywhere; }
.history q { display: block; }
.story { position: relative; }
.story li { position: relative; padding: 0 0 14px 24px; overflow-wrap: anywhere; }
.story li::before { content: ""; position: absolute; left: 5px; top: 0; bottom: 0; width: 2px; background: var(--line); }
.story li:last-child { padding-bottom: 0; }
.story li:last-child::before { bottom: auto; height: 12px; }
.story .gap { display: block; margin: -6px 0 6px; color: var(--soft); font-size: 0.8rem; font-variant-numeric: tabular-nums; }
.story .dot { position: absolute; left: 0; width: 12px; height: 12px; margin-top: 5px; border-radius: 50%; background: var(--sheet); border: 3px solid var(--edge); }
.story .good .dot { border-color: var(--good); background: var(--good); }
.story .warn .dot { border-color: var(--warn); background: var(--warn); }
.story .bad .dot { border-color: var(--bad); background: var(--bad); }
.story .bad b { color: var(--bad); }
.story time { color: var(--soft); font-size: 0.86rem; margin-left: 6px; }
.story p { color: var(--soft); font-size: 0.9rem; }
.scroll { overflow-x: auto; }
.pick { display: inline-flex; align-items: flex-start; gap: 8px; }
.pick input { margin-top: 2px; flex: none; }
`;
