#!/usr/bin/env bash
# SNAP BI with curl and openssl. Credentials come from the environment (../credentials.mjs prints the sandbox's):
#
#   eval "$(node docs/partners/examples/credentials.mjs bri)"
#   snap.sh token
#   snap.sh inquiry <customerNo> <inquiryRequestId>
#   snap.sh payment <customerNo> <paymentRequestId> <amount, such as 8400.00> [Y: an advice]
#   snap.sh status  <customerNo> <paymentRequestId>
#
# Signs as KANAL_SIGNATURE says: with a token, or `asymmetric-without-token`. The answer goes to stdout; with KANAL_SHOW=1 what was signed goes to stderr.
# A repeat keeps the time of its first try. A secret on openssl's command line is seen by other users of this machine: right for a sandbox, wrong for production.
set -euo pipefail

body_hash() { printf '%s' "$1" | openssl dgst -sha256 -r | cut -d' ' -f1; }

# SHA256withRSA, PKCS #1 v1.5, base64.
sign_rsa() {
  local key
  key=$(mktemp)
  printf '%s\n' "$KANAL_PRIVATE_KEY_PEM" >"$key"
  printf '%s' "$1" | openssl dgst -sha256 -sign "$key" | openssl base64 -A
  rm -f "$key"
}

# HMAC-SHA512, base64.
sign_hmac() { printf '%s' "$1" | openssl dgst -sha512 -hmac "$KANAL_CLIENT_SECRET" -binary | openssl base64 -A; }

# Shows on stderr what is signed, if you want to see it.
shown() {
  if [ -n "${KANAL_SHOW:-}" ]; then printf '%s\n' "$1" >&2; fi
  printf '%s' "$1"
}

token_string() { shown "$1|$2"; }                                        # clientKey timestamp
symmetric_string() { shown "$1:$2:$3:$(body_hash "$4"):$5"; }            # METHOD path token body timestamp
asymmetric_string() { shown "$1:$2:$(body_hash "$3"):$4"; }              # METHOD path body timestamp

now() { TZ=Asia/Jakarta date +%Y-%m-%dT%H:%M:%S+07:00; }

# first_time <id>: when it was first tried. A repeat is the same payment, so its time stays; KANAL_FIRST_TRIES (../credentials.mjs) begins anew with the sandbox.
first_time() {
  local file="${KANAL_FIRST_TRIES:-${TMPDIR:-/tmp}/kanal-first-tries}/$KANAL_CLIENT_KEY-$1"
  if [ ! -f "$file" ]; then mkdir -p "${file%/*}" && now >"$file"; fi
  cat "$file"
}

token() {
  local timestamp
  timestamp=$(now)
  curl -sS "$KANAL_BASE_URL$KANAL_BASE_PATH/v1.0/access-token/b2b" \
    -H 'Content-Type: application/json' \
    -H "X-TIMESTAMP: $timestamp" \
    -H "X-CLIENT-KEY: $KANAL_CLIENT_KEY" \
    -H "X-SIGNATURE: $(sign_rsa "$(token_string "$KANAL_CLIENT_KEY" "$timestamp")")" \
    --data '{"grantType":"client_credentials"}'
}

# call <inquiry|payment|status> <body>
call() {
  local path timestamp access headers=()
  path="$KANAL_BASE_PATH/v1.0/transfer-va/$1"
  if [ "${KANAL_SIGNATURE:-}" = asymmetric-without-token ]; then
    timestamp=$(now)
    headers=(-H "X-SIGNATURE: $(sign_rsa "$(asymmetric_string POST "$path" "$2" "$timestamp")")")
  else
    access=$(token | sed -n 's/.*"accessToken":"\([^"]*\)".*/\1/p')
    timestamp=$(now)
    headers=(-H "Authorization: Bearer $access" -H "X-SIGNATURE: $(sign_hmac "$(symmetric_string POST "$path" "$access" "$2" "$timestamp")")")
  fi
  curl -sS "$KANAL_BASE_URL$path" \
    -H 'Content-Type: application/json' \
    "${headers[@]}" \
    -H "X-TIMESTAMP: $timestamp" \
    -H "X-PARTNER-ID: $KANAL_X_PARTNER_ID" \
    -H "X-EXTERNAL-ID: $(openssl rand -hex 16)" \
    -H "CHANNEL-ID: $KANAL_CHANNEL_ID" \
    --data-binary "$2"
}

# The company code keeps its padding: it is a part of the number and of what is signed.
numbers() {
  printf '"partnerServiceId":"%s","customerNo":"%s","virtualAccountNo":"%s%s"' \
    "$KANAL_PARTNER_SERVICE_ID" "$1" "$KANAL_PARTNER_SERVICE_ID" "$1"
}

case "${1:-}" in
  token) token ;;
  inquiry) call inquiry "{$(numbers "$2"),\"inquiryRequestId\":\"$3\",\"additionalInfo\":{}}" ;;
  payment)
    amount="{\"value\":\"$4\",\"currency\":\"IDR\"}"
    call payment "{$(numbers "$2"),\"paymentRequestId\":\"$3\",\"paidAmount\":$amount,\"totalAmount\":$amount,\"trxDateTime\":\"$(first_time "$3")\",\"flagAdvise\":\"${5:-N}\",\"additionalInfo\":{}}"
    ;;
  status) call status "{$(numbers "$2"),\"inquiryRequestId\":\"$3\",\"paymentRequestId\":\"$3\",\"additionalInfo\":{}}" ;;
  # For the vectors: the parts come from the environment, the signature goes to stdout.
  sign-snap-token) sign_rsa "$(token_string "$clientKey" "$timestamp")" ;;
  sign-snap-symmetric) sign_hmac "$(symmetric_string "$method" "$path" "$accessToken" "$body" "$timestamp")" ;;
  sign-snap-asymmetric) sign_rsa "$(asymmetric_string "$method" "$path" "$body" "$timestamp")" ;;
  *)
    sed -n '2,11s/^# \{0,1\}//p' "$0" >&2
    exit 2
    ;;
esac
echo
