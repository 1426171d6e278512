import { openApiDocument } from "./document.ts";

/** The document as `docs/openapi.json` holds it. */
export const openApiText = (): string => `${JSON.stringify(openApiDocument(), null, 2)}\n`;
