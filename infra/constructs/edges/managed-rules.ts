/** The part of a request that a managed rule looks at. */
export type RequestPart = "address" | "body" | "cookie" | "header" | "host" | "method" | "path" | "query";

/** A rule of one of AWS's groups, by AWS's names. The label is what the rule leaves on a request that it matches, below its group's. */
export interface ManagedRule {
  readonly name: string;
  readonly label: string;
  readonly looksAt: RequestPart;
}

export interface ManagedGroup {
  readonly name: string;
  readonly labels: string;
  readonly rules: readonly ManagedRule[];
}

/** `Name_PART|Label` as AWS's documentation lists them ("AWS Managed Rules rule groups list"). */
const rules = (looksAt: RequestPart, ...names: readonly string[]): readonly ManagedRule[] =>
  names.map((both) => {
    const [name = both, label = name] = both.split("|");
    return { name, label, looksAt };
  });

/** AWS's groups that every web ACL looks with. None of them decides by itself: see `web-acl.ts`. */
export const MANAGED_GROUPS: readonly ManagedGroup[] = [
  {
    name: "AWSManagedRulesCommonRuleSet",
    labels: "awswaf:managed:aws:core-rule-set:",
    rules: [
      ...rules("header", "NoUserAgent_HEADER|NoUserAgent_Header", "UserAgent_BadBots_HEADER|BadBots_Header"),
      ...rules(
        "query",
        "SizeRestrictions_QUERYSTRING|SizeRestrictions_QueryString",
        "EC2MetaDataSSRF_QUERYARGUMENTS|EC2MetaDataSSRF_QueryArguments",
        "GenericLFI_QUERYARGUMENTS|GenericLFI_QueryArguments",
        "RestrictedExtensions_QUERYARGUMENTS|RestrictedExtensions_QueryArguments",
        "GenericRFI_QUERYARGUMENTS|GenericRFI_QueryArguments",
        "CrossSiteScripting_QUERYARGUMENTS|CrossSiteScripting_QueryArguments",
      ),
      ...rules(
        "cookie",
        "SizeRestrictions_Cookie_HEADER|SizeRestrictions_Cookie_Header",
        "EC2MetaDataSSRF_COOKIE|EC2MetaDataSSRF_Cookie",
        "CrossSiteScripting_COOKIE|CrossSiteScripting_Cookie",
      ),
      ...rules(
        "path",
        "SizeRestrictions_URIPATH|SizeRestrictions_URIPath",
        "EC2MetaDataSSRF_URIPATH|EC2MetaDataSSRF_URIPath",
        "GenericLFI_URIPATH|GenericLFI_URIPath",
        "RestrictedExtensions_URIPATH|RestrictedExtensions_URIPath",
        "GenericRFI_URIPATH|GenericRFI_URIPath",
        "CrossSiteScripting_URIPATH|CrossSiteScripting_URIPath",
      ),
      ...rules(
        "body",
        "SizeRestrictions_BODY|SizeRestrictions_Body",
        "EC2MetaDataSSRF_BODY|EC2MetaDataSSRF_Body",
        "GenericLFI_BODY|GenericLFI_Body",
        "GenericRFI_BODY|GenericRFI_Body",
        "CrossSiteScripting_BODY|CrossSiteScripting_Body",
      ),
    ],
  },
  {
    name: "AWSManagedRulesKnownBadInputsRuleSet",
    labels: "awswaf:managed:aws:known-bad-inputs:",
    rules: [
      ...rules(
        "header",
        "JavaDeserializationRCE_HEADER|JavaDeserializationRCE_Header",
        "Log4JRCE_HEADER|Log4JRCE_Header",
      ),
      ...rules(
        "query",
        "JavaDeserializationRCE_QUERYSTRING|JavaDeserializationRCE_QueryString",
        "Log4JRCE_QUERYSTRING|Log4JRCE_QueryString",
      ),
      ...rules("host", "Host_localhost_HEADER|Host_Localhost_Header"),
      ...rules("method", "PROPFIND_METHOD|Propfind_Method"),
      ...rules(
        "path",
        "JavaDeserializationRCE_URIPATH|JavaDeserializationRCE_URIPath",
        "ExploitablePaths_URIPATH|ExploitablePaths_URIPath",
        "Log4JRCE_URIPATH|Log4JRCE_URIPath",
      ),
      ...rules(
        "body",
        "JavaDeserializationRCE_BODY|JavaDeserializationRCE_Body",
        "Log4JRCE_BODY|Log4JRCE_Body",
        "ReactJSRCE_BODY|ReactJSRCE_Body",
      ),
    ],
  },
  {
    name: "AWSManagedRulesAmazonIpReputationList",
    labels: "awswaf:managed:aws:amazon-ip-list:",
    rules: rules("address", "AWSManagedIPReputationList", "AWSManagedReconnaissanceList"),
  },
];
