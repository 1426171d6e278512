/** Buttons, fields and forms: large enough for a thumb, quiet enough for a table. */
export const FORM_STYLE = `
button, .button {
  display: inline-flex; align-items: center; justify-content: center; min-height: 36px; padding: 5px 14px; border: 1px solid var(--edge); border-radius: 8px;
  background: var(--sheet); color: var(--ink); font: inherit; font-weight: 600; text-decoration: none; cursor: pointer;
}
button:hover, .button:hover { border-color: var(--accent); background: var(--tint); }
button.small { min-height: 30px; padding: 2px 10px; font-size: 0.86rem; }
.primary { border-color: var(--accent); background: var(--accent); color: var(--accent-ink); }
.primary:hover { background: var(--accent-dark); }
.danger { border-color: var(--bad); color: var(--bad); }
.danger:hover { border-color: var(--bad); background: var(--bad-tint); }
button:disabled { opacity: 0.55; cursor: not-allowed; }
form[aria-busy="true"] { opacity: 0.6; cursor: progress; }
.form { display: grid; gap: 12px; max-width: 560px; }
.form > button { justify-self: start; }
.form.inline { display: flex; flex-wrap: wrap; align-items: end; gap: 10px 12px; max-width: none; }
.form.inline .field { flex: 0 1 190px; }
.form.inline .field:has(textarea) { flex: 1 1 260px; }
.form.inline .field:has([type="datetime-local"]) { flex-basis: 240px; }
.field { display: grid; grid-template-columns: minmax(0, 1fr); gap: 3px; min-width: 0; }
.field label { font-size: 0.88rem; font-weight: 600; }
.hint { color: var(--soft); font-size: 0.86rem; }
.mistake { color: var(--bad); font-size: 0.88rem; }
input, select, textarea {
  width: 100%; min-height: 36px; padding: 5px 10px; border: 1px solid var(--edge); border-radius: 8px; background: var(--sheet); color: var(--ink); font: inherit;
}
textarea { min-height: 58px; resize: vertical; }
input[type="checkbox"], input[type="radio"] { width: 18px; min-height: 18px; height: 18px; margin: 0; accent-color: var(--accent); }
input[aria-invalid] { border-color: var(--bad); box-shadow: 0 0 0 1px var(--bad); }
.staff { justify-content: space-between; min-height: 48px; width: 100%; }
.acts { display: flex; flex-wrap: wrap; gap: 18px 28px; align-items: start; }
.acts > * { flex: 1 1 280px; }
@media (max-width: 700px) { button, .button, input, select { min-height: 42px; } .form.inline .field { flex: 1 1 100%; } }
`;
