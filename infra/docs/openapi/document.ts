import { componentSchemas } from "./component-schemas.ts";
import { H2H_HEADERS, H2H_PARAMETERS, SIGNED } from "./h2h-headers.ts";
import { h2hPaths } from "./h2h-operations.ts";
import { allProblems, OUTSIDE_SERVICES, problemExamples, problemResponse } from "./h2h-problems.ts";
import { hoistResponses } from "./hoist-responses.ts";
import { type Json, schemaRef } from "./json.ts";
import { PUBLIC_PATHS } from "./public-operations.ts";
import { SECURITY_SCHEMES } from "./security-schemes.ts";
import { SNAP_HEADERS, SNAP_PARAMETERS } from "./snap-headers.ts";
import { snapPaths } from "./snap-operations.ts";

/** Of the interface, not of the program: docs/partners/changelog.md tells its history. */
export const API_VERSION = "1.0.0";

const HOST = { default: "partners.kanal.example", description: "The host that your contract names." };
const SANDBOX = "http://127.0.0.1:{port}";
const PORT = { default: "3000", description: "What PORT said to `npm start`." };

const SERVERS: readonly Json[] = [
  { url: SANDBOX, description: "The sandbox on your machine", variables: { port: PORT } },
  { url: "https://{host}", description: "Production", variables: { host: HOST } },
];

const BASE_PATH = {
  default: "",
  description: "Yours: `/snap`, or empty. It is a part of the path that you sign.",
};
const SNAP_SERVERS: readonly Json[] = [
  {
    url: `${SANDBOX}{basePath}`,
    description: "The sandbox on your machine",
    variables: { port: PORT, basePath: BASE_PATH },
  },
  {
    url: "https://{host}{basePath}",
    description: "Production",
    variables: { host: HOST, basePath: BASE_PATH },
  },
];

const DESCRIPTION = `Kanal takes contributions for BPJS Ketenagakerjaan's informal workers (BPU) at banks' agents, post offices and minimarkets.

Banks speak **SNAP BI** (token, inquiry 24, payment 25, status 26); the post office and the minimarkets speak **H2H** (REST, HTTP Message Signatures).

- Amounts are whole rupiah. H2H writes them as JSON numbers, SNAP as text with two decimals.
- A reference is a payment, for ever. No answer is not a failure: ask the status, or send the same payment again as an advice.
- Answers may get new members. Ignore what you do not know; go by \`type\` and \`responseCode\`.`;

const TAGS: readonly Json[] = [
  { name: "SNAP BI", description: "For banks: BRILink, BNI Agen46 and others." },
  { name: "H2H", description: "For the post office and the minimarkets." },
  { name: "Public", description: "For anyone, without a key." },
];

/** The OpenAPI 3.1 document of everything that is served, made from the schemas that validate and the tables that answer. */
export function openApiDocument(): Json {
  const h2h = hoistResponses(h2hPaths(), "H2h");
  return {
    openapi: "3.1.0",
    info: {
      title: "Kanal",
      version: API_VERSION,
      summary: "Contribution payments for BPJS Ketenagakerjaan's informal workers",
      description: DESCRIPTION,
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    jsonSchemaDialect: "https://json-schema.org/draft/2020-12/schema",
    servers: SERVERS,
    tags: TAGS,
    paths: { ...snapPaths(SNAP_SERVERS), ...h2h.paths, ...PUBLIC_PATHS },
    components: {
      schemas: componentSchemas(),
      responses: { ...h2h.responses, ...outsideServices(), ByApiGateway: byApiGateway() },
      parameters: { ...SNAP_PARAMETERS, ...H2H_PARAMETERS },
      headers: { ...SNAP_HEADERS, ...H2H_HEADERS },
      examples: problemExamples(),
      securitySchemes: SECURITY_SCHEMES,
    },
  };
}

/** Answers to addresses that are no operation. */
function outsideServices(): Json {
  const entries = allProblems()
    .filter(({ problem }) => OUTSIDE_SERVICES.some((name) => name === problem))
    .map((row): [string, Json] => [row.problem, problemResponse(row.status, [row], SIGNED)]);
  return Object.fromEntries(entries);
}

/** 429 and 5xx that the function never saw. */
function byApiGateway(): Json {
  return {
    description: "API Gateway answered by itself: unsigned, 429 or 5xx. It means: unknown, ask the status.",
    content: {
      "application/json": { schema: schemaRef("GatewayMessage"), example: { message: "Too Many Requests" } },
    },
  };
}
