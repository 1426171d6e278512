/** Names a call to the store by its operation and the kind of item it is about: `TransactWriteItems PAYMENT`. */
export function callName(command: unknown, input: unknown): string {
  const operation = String(command).replace(/Command$/, "");
  const prefix = /"(?:PK|:partition)":\{"S":"([A-Z]+)/.exec(JSON.stringify(input))?.[1] ?? "index";
  return `${operation} ${prefix}`;
}
