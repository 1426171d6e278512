/** Charts, drawn as SVG on the server. A legend names each colour in words, and the numbers stand in a table below. */
export const CHART_STYLE = `
.chart { display: grid; gap: 8px; }
.chart svg { display: block; width: 100%; height: auto; overflow: visible; }
.chart text { fill: var(--soft); font-size: 10.5px; font-family: inherit; font-variant-numeric: tabular-nums; }
.chart text.end { fill: var(--ink); font-weight: 600; }
.chart .rule { stroke: var(--line); stroke-width: 1; }
.chart .base { stroke: var(--edge); stroke-width: 1; }
.chart .line { fill: none; stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; }
.chart .dashed { stroke-dasharray: 5 4; }
.legend { display: flex; flex-wrap: wrap; gap: 2px 14px; font-size: 0.86rem; color: var(--soft); }
.legend li { display: flex; align-items: center; gap: 6px; }
.key { width: 11px; height: 11px; border-radius: 3px; flex: none; }
.key.stroke { height: 3px; width: 16px; border-radius: 2px; }
.f0 { fill: var(--c0); } .f1 { fill: var(--c1); } .f2 { fill: var(--c2); } .f3 { fill: var(--c3); } .f4 { fill: var(--c4); } .f5 { fill: var(--c5); } .f6 { fill: var(--c6); }
.s0 { stroke: var(--c0); } .s1 { stroke: var(--c1); } .s2 { stroke: var(--c2); } .s3 { stroke: var(--c3); } .s4 { stroke: var(--c4); } .s5 { stroke: var(--c5); } .s6 { stroke: var(--c6); }
.k0 { background: var(--c0); } .k1 { background: var(--c1); } .k2 { background: var(--c2); } .k3 { background: var(--c3); } .k4 { background: var(--c4); } .k5 { background: var(--c5); } .k6 { background: var(--c6); }
.share { height: 8px; width: 100%; min-width: 90px; border-radius: 4px; display: block; margin-top: 7px; }
.share .track { fill: var(--line); }
.chart details { font-size: 0.92rem; }
`;
