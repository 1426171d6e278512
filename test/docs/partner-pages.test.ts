import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { PROJECT } from "../../infra/bundle.ts";
import { API_VERSION } from "../../infra/docs/openapi/document.ts";
import { allProblems } from "../../infra/docs/openapi/h2h-problems.ts";
import { H2H_SERVICES } from "../../shared/protocol/h2h/service.ts";

const FOLDER = join(PROJECT, "docs/partners");
const PAGES = [...readdirSync(FOLDER).filter((name) => name.endsWith(".md")), "examples/README.md"];

const pageOf = (name: string) => readFileSync(join(FOLDER, name), "utf8");

describe.each(PAGES)("docs/partners/%s", (name) => {
  it("links to files that exist", () => {
    const links = [...pageOf(name).matchAll(/\]\((?![a-z]+:)([^)#]+)/g)].map(([, link = ""]) => link);
    const from = dirname(join(FOLDER, name));
    expect(links.filter((link) => !existsSync(join(from, link)))).toEqual([]);
  });
});

describe("the pages for partners", () => {
  it("are all found from the index", () => {
    const index = pageOf("README.md");
    const others = PAGES.filter((name) => name !== "README.md");
    expect(others.filter((name) => !index.includes(`(${name}`))).toEqual([]);
  });

  it("name the version of the interface at the top of its history", () => {
    expect(/^## (\d+\.\d+\.\d+) /m.exec(pageOf("changelog.md"))?.[1]).toBe(API_VERSION);
  });

  it("tell of every H2H call", () => {
    const page = pageOf("h2h.md");
    for (const { method, path } of Object.values(H2H_SERVICES)) {
      expect(page).toContain(`| \`${method} ${path.replace(":reference", "{paymentReference}")}\` |`);
    }
  });

  it("give every problem type a heading that its name leads to", () => {
    const headings = [...pageOf("problems.md").matchAll(/^### (.+)$/gm)].map(([, heading]) => heading);
    expect(headings).toEqual(
      allProblems()
        .map(({ problem }) => problem)
        .sort(),
    );
  });
});
