import { mkdirSync, writeFileSync } from "node:fs";
import { eventCataloguePage } from "./event-catalogue.ts";
import { openApiText } from "./openapi/open-api-text.ts";
import { outcomePage } from "./outcome-page.ts";
import { problemPage } from "./problem-page.ts";
import { settlementPage } from "./settlement-page.ts";

/** `npm run docs`: writes the pages that are made from the code's own tables. */
writeFileSync(new URL("../../docs/events.md", import.meta.url), eventCataloguePage());
mkdirSync(new URL("../../docs/partners/", import.meta.url), { recursive: true });
writeFileSync(new URL("../../docs/partners/outcomes.md", import.meta.url), outcomePage());
writeFileSync(new URL("../../docs/openapi.json", import.meta.url), openApiText());
writeFileSync(new URL("../../docs/partners/problems.md", import.meta.url), problemPage());
writeFileSync(new URL("../../docs/partners/settlement.md", import.meta.url), settlementPage());
