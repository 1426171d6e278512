/** The part of midtrans-client that the journeys use; the package ships no types. */
declare module "midtrans-client" {
  interface SnapBiRequest {
    apiPath: string;
    withBody(body: unknown): SnapBiRequest;
    withTimeout(milliseconds: number): SnapBiRequest;
    withAccessToken(token: string): SnapBiRequest;
    getAccessToken(): Promise<Record<string, unknown>>;
    createConnection(externalId: string): Promise<Record<string, unknown>>;
    getStatus(externalId: string): Promise<Record<string, unknown>>;
  }
  const midtrans: {
    SnapBi: {
      ACCESS_TOKEN: string;
      VA_STATUS: string;
      va(): SnapBiRequest;
    };
    SnapBiConfig: {
      SNAP_BI_SANDBOX_BASE_URL: string;
      snapBiClientId: string;
      snapBiPrivateKey: string;
      snapBiClientSecret: string;
      snapBiPartnerId: string;
      snapBiChannelId: string;
    };
  };
  export default midtrans;
}
