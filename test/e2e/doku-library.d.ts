/** The parts of doku-nodejs-library that the bank of doku-bank.ts uses; the package ships no types. Its constructor goes to the network and is never called. */
declare module "doku-nodejs-library/_services/tokenService.js" {
  interface TokenRequest {
    readonly signature: string;
    readonly timestamp: string;
    readonly clientId: string;
    readonly grantType: string;
  }
  const tokenService: {
    generateTimestamp(): string;
    generateSignature(privateKeyPem: string, clientId: string, timestamp: string): string;
    createTokenB2BRequestDTO(signature: string, timestamp: string, clientId: string): TokenRequest;
    createTokenB2B(request: TokenRequest, isProduction: boolean): Promise<Record<string, unknown>>;
    /** Seconds and epoch milliseconds, added to each other. */
    isTokenExpired(expiresIn: number, issuedAt: number): boolean;
    generateSymmetricSignature(
      method: string,
      path: string,
      token: string,
      body: object,
      timestamp: string,
      secret: string,
    ): string;
    compareSignaturesSymmetric(sent: string, expected: string): boolean;
    generateSignatureV2(
      privateKeyPem: string,
      clientId: string,
      timestamp: string,
      request: { readonly path: string; readonly body: object },
    ): string;
  };
  export default tokenService;
}

declare module "doku-nodejs-library/_commons/config.js" {
  const config: { CORE_SANDBOX_BASE_URL: string; ACCESS_TOKEN: string };
  export default config;
}
