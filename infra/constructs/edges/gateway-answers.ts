import { ResponseType, type RestApi } from "aws-cdk-lib/aws-apigateway";

/** What API Gateway would refuse with a 4xx of its own, by its names. */
const REFUSALS = [
  ResponseType.ACCESS_DENIED,
  ResponseType.BAD_REQUEST_BODY,
  ResponseType.BAD_REQUEST_PARAMETERS,
  ResponseType.EXPIRED_TOKEN,
  ResponseType.INVALID_API_KEY,
  ResponseType.INVALID_SIGNATURE,
  ResponseType.MISSING_AUTHENTICATION_TOKEN,
  ResponseType.REQUEST_TOO_LARGE,
  ResponseType.RESOURCE_NOT_FOUND,
  ResponseType.UNAUTHORIZED,
  ResponseType.UNSUPPORTED_MEDIA_TYPE,
  ResponseType.WAF_FILTERED,
  ResponseType.DEFAULT_4XX,
];

const TOO_MANY = [ResponseType.THROTTLED, ResponseType.QUOTA_EXCEEDED];

const body = (responseCode: string, responseMessage: string) => ({
  "application/json": JSON.stringify({ responseCode, responseMessage }),
});

/** What is too much is answered 429, with when to come back: it says nothing about a payment (design 5.2). */
export function answerTooMany(api: RestApi): void {
  for (const type of TOO_MANY) {
    api.addGatewayResponse(nameOf(type), {
      type,
      statusCode: "429",
      responseHeaders: { "Retry-After": "'1'" },
      templates: body("4290000", "Too Many Requests"),
    });
  }
}

/**
 * Whatever else API Gateway refuses by itself becomes a 503: at BRI a 4xx on the retry of a payment gives money back that we keep, so only the function, which knows the payment,
 * may answer one. Its own 5xx keep their status and say as little.
 */
export function refuseAsUnavailable(api: RestApi): void {
  for (const type of REFUSALS) {
    api.addGatewayResponse(nameOf(type), {
      type,
      statusCode: "503",
      responseHeaders: { "Retry-After": "'60'" },
      templates: body("5030000", "Service Unavailable"),
    });
  }
  api.addGatewayResponse(nameOf(ResponseType.DEFAULT_5XX), {
    type: ResponseType.DEFAULT_5XX,
    responseHeaders: { "Retry-After": "'10'" },
    templates: body("5000000", "Internal Server Error"),
  });
}

/** `THROTTLED` -> `Throttled`, `DEFAULT_4XX` -> `Default4xx`. */
const nameOf = ({ responseType }: ResponseType): string =>
  responseType
    .toLowerCase()
    .split("_")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
