import { writeFileSync } from "node:fs";
import { eventCataloguePage } from "./event-catalogue.ts";

/** `npm run docs`: writes the pages that are made from the code's own tables. */
writeFileSync(new URL("../../docs/events.md", import.meta.url), eventCataloguePage());
