/** One setting that keeps a stage from being made: where it stands and what is the matter with it. */
export interface StageFinding {
  /** Path of the setting, `domains.ops.certificateArn`. */
  readonly setting: string;
  /** What it is and what it should be. */
  readonly problem: string;
}

/** The settings of a stage are wrong, missing or at odds with each other; the message names every one of them, so that they are put right in one go. */
export class StageFault extends Error {
  readonly code = "STAGE_FAULT";
  readonly findings: readonly StageFinding[];

  constructor(stage: string, findings: readonly StageFinding[]) {
    const lines = findings.map(({ setting, problem }) => `  ${setting}: ${problem}`);
    super([`Settings of the stage "${stage}" (infra/stages/${stage}.ts):`, ...lines].join("\n"));
    this.name = "StageFault";
    this.findings = findings;
  }
}
