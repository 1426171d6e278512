"""A first payment over H2H: inquiry, payment, the same payment again, status. Every answer's signature is checked.

    eval "$(node docs/partners/examples/credentials.mjs indomaret)"
    python3 docs/partners/examples/python/h2h_call.py [months]

With a key of ed25519, rsa-pss-sha512 or hmac-sha256. No answer ends it with an error: what to do then is in ../../h2h.md. Checking our answers needs the package `cryptography`.
"""

import json
import os
import re
import secrets
import sys
import time
import urllib.error
import urllib.request
from datetime import datetime, timedelta, timezone

from h2h_signature import is_genuine, sign_request

BASE_URL = os.environ["KANAL_BASE_URL"]
KEY = {
    "keyId": os.environ["KANAL_KEY_ID"],
    "algorithm": os.environ["KANAL_ALGORITHM"],
    "privateKeyPem": os.environ.get("KANAL_PRIVATE_KEY_PEM", ""),
    "secret": os.environ.get("KANAL_SECRET", ""),
}
TERMINAL = {"storeId": "T0AB", "tillId": "02"}
JAKARTA = timezone(timedelta(hours=7))


def send(request):
    try:
        answer = urllib.request.urlopen(request, timeout=10)
    except urllib.error.HTTPError as refusal:
        answer = refusal
    return answer.status, {name.lower(): value for name, value in answer.headers.items()}, answer.read().decode()


def our_key(signature_input):
    """The key that an answer names. Keep the keys for five minutes instead of asking each time."""
    match = re.search('keyid="([^"]+)"', signature_input)
    _, _, text = send(urllib.request.Request(f"{BASE_URL}/.well-known/jwks.json"))
    return next(key["x"] for key in json.loads(text)["keys"] if match and key["kid"] == match.group(1))


def call(method, path, content=None):
    """Sends a request. No answer, and an answer that is not genuine, mean: unknown, ask the status."""
    body = "" if content is None else json.dumps(content)
    _, headers = sign_request(method, path, body, KEY, int(time.time()))
    if body:
        headers["Content-Type"] = "application/json"
    request = urllib.request.Request(BASE_URL + path, method=method, headers=headers, data=body.encode() or None)
    status, answer_headers, text = send(request)
    asked = (method, path, headers["Signature"])
    if not is_genuine(status, answer_headers, text, asked, our_key(answer_headers.get("signature-input", "")))[1]:
        sys.exit(f"{method} {path}: the answer is not genuine; ask the status")
    print(f"{method} {path}: {status}, genuine")
    if status >= 300:
        sys.exit(json.dumps(json.loads(text), indent=2))
    return json.loads(text)


def main():
    months = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    customer = {"type": "NIK", "value": os.environ["KANAL_NIK"]}
    quote = call("POST", "/h2h/v1/inquiries", {"customerNumber": customer, "months": months, "terminal": TERMINAL})
    print(f"{quote['maskedName']}: Rp{quote['totalAmount']}, fee Rp{quote['feeAmount']}")

    # Made once: a repeat has the same reference, amount, inquiry and time of payment.
    reference = f"INV-{secrets.token_hex(6)}"
    payment = {
        "paymentReference": reference,
        "inquiryId": quote["inquiryId"],
        "amount": quote["totalAmount"],
        "paidAt": datetime.now(JAKARTA).isoformat(timespec="seconds"),
        "terminal": TERMINAL,
    }
    paid = call("POST", "/h2h/v1/payments", payment)
    print(paid["slip"]["columns32"])

    again = call("POST", "/h2h/v1/payments", {**payment, "advice": True})
    print("the same payment again:", "the same answer" if again == paid else "another answer")

    now = call("GET", f"/h2h/v1/payments/{reference}")
    print(f"state: {now['state']}, in force from {now['inForceFrom']}")


if __name__ == "__main__":
    main()
