import { expect, test } from "vitest";
import { html } from "../../functions/html.ts";

test("whatever is put into markup is text there, in elements and in attributes", () => {
  const typed = `"><script>alert('1')</script>&amp;`;
  const safe = "&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;amp;";
  expect(html`<p title="${typed}">${typed}</p>`.text).toBe(`<p title="${safe}">${safe}</p>`);
});

test("markup in markup stays markup, lists are joined, and what is missing or false is empty", () => {
  const items = ["a", "b"].map((name) => html`<li>${name}</li>`);
  expect(html`<ol>${items}</ol>${undefined}${false}${null}${0}`.text).toBe("<ol><li>a</li><li>b</li></ol>0");
});
