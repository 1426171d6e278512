"""SNAP BI signatures. The token call and type 2 need the package `cryptography`; type 1 needs the standard library alone.

    python3 snap_signature.py < ../vectors/snap-symmetric.json

Prints X-SIGNATURE; what was signed goes to stderr.
"""

import base64
import hashlib
import hmac
import json
import sys


def body_hash(body: str) -> str:
    """Lower-case hex. Hash the very bytes that you send; the hash of no body is e3b0c442..."""
    return hashlib.sha256(body.encode()).hexdigest()


def token_string(client_key: str, timestamp: str) -> str:
    """Token call, service 73. The body is not signed."""
    return f"{client_key}|{timestamp}"


def symmetric_string(method: str, path: str, access_token: str, body: str, timestamp: str) -> str:
    """Type 1, symmetric with token. The path as you call it, with every prefix; the timestamp as the header has it."""
    return f"{method}:{path}:{access_token}:{body_hash(body)}:{timestamp}"


def asymmetric_string(method: str, path: str, body: str, timestamp: str) -> str:
    """Type 2, asymmetric without token."""
    return f"{method}:{path}:{body_hash(body)}:{timestamp}"


def sign_rsa(text: str, private_key_pem: str) -> str:
    """SHA256withRSA, PKCS #1 v1.5, base64."""
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import padding

    key = serialization.load_pem_private_key(private_key_pem.encode(), password=None)
    return base64.b64encode(key.sign(text.encode(), padding.PKCS1v15(), hashes.SHA256())).decode()


def sign_hmac(text: str, client_secret: str) -> str:
    """HMAC-SHA512, base64."""
    return base64.b64encode(hmac.new(client_secret.encode(), text.encode(), hashlib.sha512).digest()).decode()


def signed(vector: dict) -> tuple:
    if vector["kind"] == "snap-token":
        text = token_string(vector["clientKey"], vector["timestamp"])
        return text, sign_rsa(text, vector["privateKeyPem"])
    method, path, body, timestamp = (vector[name] for name in ("method", "path", "body", "timestamp"))
    if vector["kind"] == "snap-symmetric":
        text = symmetric_string(method, path, vector["accessToken"], body, timestamp)
        return text, sign_hmac(text, vector["clientSecret"])
    text = asymmetric_string(method, path, body, timestamp)
    return text, sign_rsa(text, vector["privateKeyPem"])


if __name__ == "__main__":
    string, signature = signed(json.load(sys.stdin))
    print(string, file=sys.stderr)
    print(signature)
