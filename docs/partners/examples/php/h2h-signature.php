<?php
/**
 * H2H signatures (RFC 9421, RFC 9530) with PHP's sodium and hash extensions (7.4 or later): signs a request, or checks one of our answers.
 *
 *   php h2h-signature.php < ../vectors/h2h-ed25519.json    prints the headers to send
 *   php h2h-signature.php < ../vectors/h2h-answer.json     prints "genuine" or "not genuine"
 *
 * What was signed goes to stderr.
 */
declare(strict_types=1);

/** What an answer has to cover before you may believe it. */
const MUST_COVER = ['"@status"', '"content-digest"', '"@method";req', '"@path";req', '"signature";req'];

function contentDigest(string $body): string
{
    return 'sha-256=:' . base64_encode(hash('sha256', $body, true)) . ':';
}

/** Signs a request; `created` is the real time in seconds. Returns the headers to send. */
function signRequest(array $v): array
{
    $headers = [];
    if (($v['body'] ?? '') !== '') {
        $headers['Content-Digest'] = contentDigest($v['body']);
    }
    if (($v['idempotencyKey'] ?? '') !== '') {
        $headers['Idempotency-Key'] = $v['idempotencyKey'];
    }
    $covered = ['@method' => $v['method'], '@path' => $v['path']];
    foreach ($headers as $name => $value) {
        $covered[strtolower($name)] = $value;
    }
    $lines = [];
    foreach ($covered as $name => $value) {
        $lines[] = "\"$name\": $value";
    }
    $names = '"' . implode('" "', array_keys($covered)) . '"';
    $parameters = "($names);created={$v['created']};keyid=\"{$v['keyId']}\";alg=\"{$v['algorithm']}\"";
    $base = baseOf($lines, $parameters);
    $headers['Signature-Input'] = "sig=$parameters";
    $headers['Signature'] = 'sig=:' . base64_encode(signatureOf($base, $v)) . ':';
    return $headers;
}

/** Lines joined by line feeds, and none at the end. */
function baseOf(array $lines, string $parameters): string
{
    $lines[] = "\"@signature-params\": $parameters";
    $base = implode("\n", $lines);
    fwrite(STDERR, "$base\n");
    return $base;
}

function signatureOf(string $base, array $v): string
{
    if ($v['algorithm'] === 'hmac-sha256') {
        return hash_hmac('sha256', $base, $v['secret'], true);
    }
    // The last 32 bytes of an Ed25519 key in PKCS #8 are its seed (RFC 8410).
    $der = base64_decode(preg_replace('/-----[^-]+-----|\s/', '', $v['privateKeyPem']), true);
    $pair = sodium_crypto_sign_seed_keypair(substr($der, -32));
    return sodium_crypto_sign_detached($base, sodium_crypto_sign_secretkey($pair));
}

/** Whether an answer is ours, untouched, and for this very request. `publicKeyX` is the `x` of our key in jwks.json, by the `keyid` of Signature-Input. */
function isGenuine(array $v): bool
{
    $parameters = preg_replace('/^kanal=/', '', $v['signatureInput']);
    $covered = preg_match('/^\(([^)]*)\)/', $parameters, $found) === 1 ? explode(' ', $found[1]) : [];
    if (array_diff(MUST_COVER, $covered) !== [] || $v['contentDigest'] !== contentDigest($v['body'])) {
        return false;
    }
    $values = [
        '"@status"' => $v['status'],
        '"content-type"' => $v['contentType'],
        '"content-digest"' => $v['contentDigest'],
        '"@method";req' => $v['method'],
        '"@path";req' => $v['path'],
        '"signature";req' => $v['requestSignature'],
    ];
    $lines = array_map(fn(string $component) => "$component: " . ($values[$component] ?? ''), $covered);
    $signature = base64_decode(preg_replace('/^kanal=:|:$/', '', $v['signature']), true);
    $key = sodium_base642bin($v['publicKeyX'], SODIUM_BASE64_VARIANT_URLSAFE_NO_PADDING);
    return sodium_crypto_sign_verify_detached($signature, baseOf($lines, $parameters), $key);
}

if (realpath($_SERVER['SCRIPT_FILENAME']) === __FILE__) {
    $v = json_decode(stream_get_contents(STDIN), true, 8, JSON_THROW_ON_ERROR);
    if ($v['kind'] === 'h2h-answer') {
        echo isGenuine($v) ? 'genuine' : 'not genuine', "\n";
    } else {
        foreach (signRequest($v) as $name => $value) {
            echo "$name: $value\n";
        }
    }
}
