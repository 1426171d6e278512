import { localRegion } from "./lambda.ts";

/** A function as CloudFormation describes it to Lambda. */
export interface FunctionConfiguration {
  readonly name: string;
  /** The unpacked code: Lambda's task root. */
  readonly folder: string;
  /** `index.handler`: a file of the folder and what it exports. */
  readonly handler: string;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  /** What the template gives it, and nothing else of ours. */
  readonly settings: Readonly<Record<string, string>>;
}

/**
 * The variables that Lambda itself gives every function (Lambda's developer guide, "Defined runtime environment variables"), as far as they mean something on this
 * machine. `PATH` is the runtime's own: a function that starts programs would be a surprise.
 */
export function lambdaEnvironment(configuration: FunctionConfiguration): Readonly<Record<string, string>> {
  const { name, folder, handler, memoryMb } = configuration;
  return {
    _HANDLER: handler,
    AWS_ACCESS_KEY_ID: "local",
    AWS_SECRET_ACCESS_KEY: "local",
    AWS_SESSION_TOKEN: "local",
    AWS_DEFAULT_REGION: localRegion(),
    AWS_REGION: localRegion(),
    AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x",
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMb),
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
    AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: "local",
    LAMBDA_TASK_ROOT: folder,
    LANG: "en_US.UTF-8",
    PATH: "/usr/local/bin:/usr/bin/:/bin:/opt/bin",
    TZ: ":UTC",
  };
}
