/** What stands around a page: the bar on top, the rooms at the left (a strip on a phone), the content. */
export const FRAME_STYLE = `
body.inside { display: grid; grid-template: auto 1fr / 208px minmax(0, 1fr); min-height: 100vh; }
.top {
  grid-column: 1 / -1; display: flex; flex-wrap: wrap; align-items: center; gap: 6px 18px; padding: 8px 20px;
  background: var(--night); color: var(--night-ink);
}
.brand { display: flex; align-items: center; gap: 9px; color: inherit; font-size: 1.06rem; text-decoration: none; font-weight: 500; }
.brand b { margin-left: -4px; color: #8bdcbc; font-weight: 600; }
.seal {
  display: grid; place-items: center; width: 26px; height: 26px; border-radius: 7px; background: #57c79b; color: #06130d;
  font-weight: 800; font-size: 0.95rem;
}
.clock { flex: 1 1 auto; color: var(--night-soft); font-size: 0.86rem; font-variant-numeric: tabular-nums; }
.top :focus-visible { outline-color: #8bdcbc; }
.languages { display: flex; gap: 2px; }
.languages button {
  min-height: 30px; padding: 2px 9px; border: 0; border-radius: 6px; background: none; color: var(--night-soft); font-size: 0.82rem;
}
.languages button[aria-current] { background: var(--night-line); color: var(--night-ink); }
.languages button:hover { background: var(--night-line); }
.person { display: flex; align-items: center; gap: 12px; }
.person small { display: block; line-height: 1.2; color: var(--night-soft); }
.person b { display: block; line-height: 1.25; font-weight: 600; font-size: 0.9rem; }
.person button { border-color: #63746b; background: none; color: var(--night-ink); }
.person button:hover { background: var(--night-line); border-color: #8bdcbc; }
nav { background: var(--sheet); border-right: 1px solid var(--line); padding: 14px 10px; }
nav ul { position: sticky; top: 14px; display: grid; gap: 2px; }
nav a { display: block; padding: 7px 12px; border-radius: 7px; color: var(--ink); text-decoration: none; font-weight: 500; }
nav a:hover { background: var(--raised); }
nav a[aria-current] { background: var(--tint); color: var(--accent-dark); font-weight: 650; box-shadow: inset 3px 0 0 var(--accent); }
main { display: grid; grid-template-columns: minmax(0, 1fr); align-content: start; gap: 18px; width: 100%; max-width: 1240px; padding: 22px 26px 60px; }
body.outside { display: grid; grid-template-rows: auto 1fr; min-height: 100vh; }
body.outside main {
  justify-self: center; align-self: start; width: min(420px, calc(100vw - 32px)); margin-top: min(14vh, 120px); padding: 30px; gap: 16px;
  background: var(--sheet); border: 1px solid var(--line); border-radius: 14px; box-shadow: 0 12px 40px rgb(10 25 18 / 0.08);
}
body.outside main.wide { width: min(640px, calc(100vw - 32px)); }
body.outside .primary, body.outside a.button { width: 100%; min-height: 46px; }
@media (max-width: 860px) {
  body.inside { grid-template: auto auto 1fr / minmax(0, 1fr); }
  .top { padding: 8px 14px; gap: 4px 12px; }
  .clock { order: 4; flex-basis: 100%; }
  .languages { margin-left: auto; }
  nav { padding: 0; border: 0; border-bottom: 1px solid var(--line); position: sticky; top: 0; z-index: 2; }
  nav ul { position: static; display: flex; gap: 0; overflow-x: auto; padding: 0 8px; scrollbar-width: none; }
  nav a { padding: 11px 12px; border-radius: 0; white-space: nowrap; }
  nav a[aria-current] { background: none; box-shadow: inset 0 -3px 0 var(--accent); }
  nav a:focus-visible { outline-offset: -3px; }
  main { padding: 16px 14px 48px; }
  h1 { font-size: 1.32rem; }
}
@media (max-width: 480px) { .person small { display: none; } }
`;
