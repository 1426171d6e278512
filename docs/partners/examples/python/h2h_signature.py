"""H2H signatures (RFC 9421, RFC 9530): signs a request, or checks one of our answers.

    python3 h2h_signature.py < ../vectors/h2h-ed25519.json    prints the headers to send
    python3 h2h_signature.py < ../vectors/h2h-answer.json     prints "genuine" or "not genuine"

What was signed goes to stderr. Ed25519 and RSA-PSS need the package `cryptography`, hmac-sha256 the standard library alone.
"""

import base64
import hashlib
import hmac
import json
import re
import sys

MUST_COVER = ('"@status"', '"content-digest"', '"@method";req', '"@path";req', '"signature";req')


def content_digest(body: str) -> str:
    return f"sha-256=:{base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()}:"


def sign_request(method, path, body, key, created_seconds, idempotency_key="") -> tuple:
    """Signs a request; `created_seconds` is the real time. Returns the signed text and the headers to send."""
    covered = [("@method", method), ("@path", path)]
    headers = {}
    if body:
        headers["Content-Digest"] = content_digest(body)
        covered.append(("content-digest", headers["Content-Digest"]))
    if idempotency_key:
        headers["Idempotency-Key"] = idempotency_key
        covered.append(("idempotency-key", idempotency_key))
    names = " ".join(f'"{name}"' for name, _ in covered)
    parameters = f'({names});created={created_seconds};keyid="{key["keyId"]}";alg="{key["algorithm"]}"'
    # Joined by line feeds, and none at the end.
    base = "\n".join([f'"{name}": {value}' for name, value in covered] + [f'"@signature-params": {parameters}'])
    signature = base64.b64encode(signature_of(base, key)).decode()
    headers["Signature-Input"] = f"sig={parameters}"
    headers["Signature"] = f"sig=:{signature}:"
    return base, headers


def signature_of(base: str, key: dict) -> bytes:
    if key["algorithm"] == "hmac-sha256":
        return hmac.new(key["secret"].encode(), base.encode(), hashlib.sha256).digest()
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import padding

    private_key = serialization.load_pem_private_key(key["privateKeyPem"].encode(), password=None)
    if key["algorithm"] != "rsa-pss-sha512":
        return private_key.sign(base.encode())
    pss = padding.PSS(mgf=padding.MGF1(hashes.SHA512()), salt_length=64)
    return private_key.sign(base.encode(), pss, hashes.SHA512())


def is_genuine(status, headers, body, request, public_key_x) -> tuple:
    """Whether an answer is ours, untouched, and for this very request, with the text that was signed. `headers` by lower-case name; `public_key_x` is the `x` of our
    key in jwks.json, by the `keyid` of Signature-Input; `request` is (method, path, signature)."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    parameters = re.sub("^kanal=", "", headers.get("signature-input", ""))
    match = re.match(r"\(([^)]*)\)", parameters)
    covered = match.group(1).split(" ") if match else []
    if any(component not in covered for component in MUST_COVER):
        return "", False
    if headers.get("content-digest") != content_digest(body):
        return "", False
    method, path, signature = request
    derived = {'"@status"': str(status), '"@method";req': method, '"@path";req': path, '"signature";req': signature}
    lines = [f"{name}: {derived.get(name, headers.get(name.strip(chr(34)), ''))}" for name in covered]
    base = "\n".join([*lines, f'"@signature-params": {parameters}'])
    key = Ed25519PublicKey.from_public_bytes(base64.urlsafe_b64decode(public_key_x + "="))
    try:
        key.verify(base64.b64decode(re.sub("^kanal=:|:$", "", headers.get("signature", ""))), base.encode())
    except InvalidSignature:
        return base, False
    return base, True


def run(vector: dict) -> tuple:
    if vector["kind"] == "h2h-answer":
        names = {"content-type": "contentType", "content-digest": "contentDigest"}
        names.update({"signature-input": "signatureInput", "signature": "signature"})
        headers = {header: vector[name] for header, name in names.items()}
        request = (vector["method"], vector["path"], vector["requestSignature"])
        base, genuine = is_genuine(vector["status"], headers, vector["body"], request, vector["publicKeyX"])
        return base, "genuine" if genuine else "not genuine"
    method, path, body, created = (vector[name] for name in ("method", "path", "body", "created"))
    base, headers = sign_request(method, path, body, vector, created, vector.get("idempotencyKey", ""))
    return base, "\n".join(f"{name}: {value}" for name, value in headers.items())


if __name__ == "__main__":
    text, result = run(json.load(sys.stdin))
    print(text, file=sys.stderr)
    print(result)
