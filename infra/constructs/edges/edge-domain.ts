import { CfnOutput, Stack } from "aws-cdk-lib";
import {
  DomainName,
  EndpointAccessMode,
  EndpointType,
  type RestApi,
  SecurityPolicy,
} from "aws-cdk-lib/aws-apigateway";
import { Certificate } from "aws-cdk-lib/aws-certificatemanager";
import { Bucket } from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import type { Stage } from "../../stages/stage.ts";
import { truststoreBucket } from "../truststore.ts";

/** Which TLS a door takes. Policies with a name of `SecurityPolicy_...` want an access mode: STRICT turns away who asks for another host than in the handshake. */
export type Tls = "1.3" | "1.2 and 1.3" | "mutual";

const POLICIES: Readonly<Record<Tls, SecurityPolicy>> = {
  "1.3": SecurityPolicy.TLS13_1_3_2025_09,
  "1.2 and 1.3": SecurityPolicy.TLS13_1_2_PFS_PQ_2025_09,
  // API Gateway takes mutual TLS only with its older policies; this one takes TLS 1.2 and 1.3.
  mutual: SecurityPolicy.TLS_1_2,
};

/** What API and domain are told alike: API Gateway's pages say that the handshake follows the API's policy. */
export const tlsOf = (tls: Tls) =>
  tls === "mutual"
    ? undefined
    : { securityPolicy: POLICIES[tls], endpointAccessMode: EndpointAccessMode.STRICT };

interface EdgeDomainProps {
  readonly stage: Stage;
  readonly of: keyof NonNullable<Stage["domains"]>;
  readonly api: RestApi;
  readonly tls: Tls;
}

/** The host of an API. Its DNS record is the owner's of the zone to make; the output says what it points to. */
export class EdgeDomain extends Construct {
  constructor(scope: Construct, id: string, { stage, of, api, tls }: EdgeDomainProps) {
    super(scope, id);
    const settings = stage.domains?.[of];
    if (!settings) return;
    const { truststore } = stage;
    const domain = new DomainName(this, "Name", {
      domainName: settings.name,
      certificate: Certificate.fromCertificateArn(this, "Certificate", settings.certificateArn),
      endpointType: EndpointType.REGIONAL,
      ...(tlsOf(tls) ?? { securityPolicy: POLICIES.mutual }),
      mapping: api,
      ...(tls === "mutual" &&
        truststore && {
          mtls: {
            bucket: Bucket.fromBucketName(this, "Truststore", truststoreBucket(stage)),
            ...{ key: truststore.key, version: truststore.version },
          },
        }),
    });
    new CfnOutput(Stack.of(this), `${of.charAt(0).toUpperCase()}${of.slice(1)}DomainTarget`, {
      value: domain.domainNameAliasDomainName,
      description: `What the DNS record of ${settings.name} points to`,
    });
  }
}
