<?php
/**
 * SNAP BI signatures with PHP's openssl and hash extensions (7.4 or later).
 *
 *   php snap-signature.php < ../vectors/snap-symmetric.json
 *
 * Prints X-SIGNATURE; what was signed goes to stderr.
 *
 * Sign the very text that you send. `json_encode` escapes slashes and letters such as e-acute: encode once, keep the text, hash it and send it.
 */
declare(strict_types=1);

/** Lower-case hex; the hash of no body is e3b0c442... */
function bodyHash(string $body): string
{
    return hash('sha256', $body);
}

/** Token call, service 73. The body is not signed. */
function tokenString(string $clientKey, string $timestamp): string
{
    return "$clientKey|$timestamp";
}

/** Type 1, with token. The path as you call it, with every prefix; the timestamp as the header has it. */
function symmetricString(string $method, string $path, string $accessToken, string $body, string $timestamp): string
{
    return implode(':', [$method, $path, $accessToken, bodyHash($body), $timestamp]);
}

/** Type 2, without token. */
function asymmetricString(string $method, string $path, string $body, string $timestamp): string
{
    return implode(':', [$method, $path, bodyHash($body), $timestamp]);
}

/** SHA256withRSA, PKCS #1 v1.5, base64. */
function signRsa(string $text, string $privateKeyPem): string
{
    $signature = '';
    if (openssl_sign($text, $signature, $privateKeyPem, OPENSSL_ALGO_SHA256) !== true) {
        throw new RuntimeException('the private key cannot be read');
    }
    return base64_encode($signature);
}

/** HMAC-SHA512, base64. */
function signHmac(string $text, string $clientSecret): string
{
    return base64_encode(hash_hmac('sha512', $text, $clientSecret, true));
}

if (realpath($_SERVER['SCRIPT_FILENAME']) === __FILE__) {
    $v = json_decode(stream_get_contents(STDIN), true, 8, JSON_THROW_ON_ERROR);
    if ($v['kind'] === 'snap-token') {
        $text = tokenString($v['clientKey'], $v['timestamp']);
    } elseif ($v['kind'] === 'snap-symmetric') {
        $text = symmetricString($v['method'], $v['path'], $v['accessToken'], $v['body'], $v['timestamp']);
    } else {
        $text = asymmetricString($v['method'], $v['path'], $v['body'], $v['timestamp']);
    }
    fwrite(STDERR, "$text\n");
    $isSymmetric = $v['kind'] === 'snap-symmetric';
    echo $isSymmetric ? signHmac($text, $v['clientSecret']) : signRsa($text, $v['privateKeyPem']), "\n";
}
