#!/usr/bin/env bash
# H2H (RFC 9421, RFC 9530) with curl and openssl 3. Credentials come from the environment (../credentials.mjs prints the sandbox's):
#
#   eval "$(node docs/partners/examples/credentials.mjs indomaret)"
#   h2h.sh inquiry <nik> <months>
#   h2h.sh pay     <paymentReference> <inquiryId> <amount> [true: an advice]
#   h2h.sh status  <paymentReference>
#   h2h.sh reverse <paymentReference>
#   h2h.sh lookup  <nik>
#
# The answer goes to stdout, its status and whether it is genuine to stderr; with KANAL_SHOW=1 what was signed as well.
# A repeat keeps the time of its first try. Keys of ed25519, rsa-pss-sha512 and hmac-sha256.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

content_digest() { printf 'sha-256=:%s:' "$(printf '%s' "$1" | openssl dgst -sha256 -binary | openssl base64 -A)"; }

# signature_of <text>: base64
signature_of() {
  printf '%s' "$1" >"$work/base"
  if [ "$KANAL_ALGORITHM" = hmac-sha256 ]; then
    openssl dgst -sha256 -hmac "$KANAL_SECRET" -binary "$work/base" | openssl base64 -A
    return
  fi
  printf '%s\n' "$KANAL_PRIVATE_KEY_PEM" >"$work/key"
  if [ "$KANAL_ALGORITHM" = rsa-pss-sha512 ]; then
    openssl dgst -sha512 -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:64 -sign "$work/key" -binary "$work/base" | openssl base64 -A
  else
    openssl pkeyutl -sign -rawin -inkey "$work/key" -in "$work/base" | openssl base64 -A
  fi
}

# headers_of <method> <path> <body> <created> [idempotencyKey]: the headers to send, a line each
headers_of() {
  local base covered digest parameters
  base="\"@method\": $1"$'\n'"\"@path\": $2"
  covered='"@method" "@path"'
  if [ -n "$3" ]; then
    digest=$(content_digest "$3")
    base+=$'\n'"\"content-digest\": $digest"
    covered+=' "content-digest"'
    printf 'Content-Digest: %s\n' "$digest"
  fi
  if [ -n "${5:-}" ]; then
    base+=$'\n'"\"idempotency-key\": $5"
    covered+=' "idempotency-key"'
    printf 'Idempotency-Key: %s\n' "$5"
  fi
  parameters="($covered);created=$4;keyid=\"$KANAL_KEY_ID\";alg=\"$KANAL_ALGORITHM\""
  base+=$'\n'"\"@signature-params\": $parameters"
  if [ -n "${KANAL_SHOW:-}" ]; then printf '%s\n' "$base" >&2; fi
  printf 'Signature-Input: sig=%s\nSignature: sig=:%s:\n' "$parameters" "$(signature_of "$base")"
}

# public_key <x>: turns the x of jwks.json into a PEM file (RFC 8410)
public_key() {
  { printf '\x30\x2a\x30\x05\x06\x03\x2b\x65\x70\x03\x21\x00'; printf '%s=' "$1" | tr '_-' '/+' | openssl base64 -d -A; } >"$work/key.der"
  openssl pkey -pubin -inform DER -in "$work/key.der" -out "$work/public"
}

# judge <x>: says whether an answer is ours, untouched and for this request. Parts as in the vectors, from the environment.
judge() {
  local parameters component line base=''
  parameters=${signatureInput#kanal=}
  covered=${parameters#\(}
  covered=${covered%%)*}
  for component in '"@status"' '"content-digest"' '"@method";req' '"@path";req' '"signature";req'; do
    case " $covered " in *" $component "*) ;; *) echo 'not genuine'; return ;; esac
  done
  if [ "$contentDigest" != "$(content_digest "$body")" ]; then echo 'not genuine'; return; fi
  for component in $covered; do
    case $component in
      '"@status"') line=$status ;;
      '"content-type"') line=$contentType ;;
      '"content-digest"') line=$contentDigest ;;
      '"kanal-replayed"') line=${kanalReplayed:-} ;;
      '"kanal-first-answered"') line=${kanalFirstAnswered:-} ;;
      '"@method";req') line=$method ;;
      '"@path";req') line=$path ;;
      '"signature";req') line=$requestSignature ;;
    esac
    base+="$component: $line"$'\n'
  done
  base+="\"@signature-params\": $parameters"
  printf '%s\n' "$base" >"$work/shown"
  printf '%s' "$base" >"$work/answer"
  line=${signature#kanal=:}
  printf '%s' "${line%:}" | openssl base64 -d -A >"$work/signature"
  public_key "$1"
  if openssl pkeyutl -verify -rawin -pubin -inkey "$work/public" -in "$work/answer" -sigfile "$work/signature" >/dev/null 2>&1; then
    echo genuine
  else
    echo 'not genuine'
  fi
}

# header <name>: of the answer
header() { tr -d '\r' <"$work/head" | sed -n "s/^$1: //Ip" | tail -1; }

# call <method> <path> <body> [idempotencyKey]
call() {
  method=$1 path=$2
  local arguments=(-sS -X "$1" "$KANAL_BASE_URL$2" -D "$work/head") line keyid x
  while IFS= read -r line; do arguments+=(-H "$line"); done < <(headers_of "$1" "$2" "$3" "$(date +%s)" "${4:-}" 2>"$work/signed" | tee "$work/sent")
  if [ -n "$3" ]; then arguments+=(-H 'Content-Type: application/json' --data-binary "$3"); fi
  body=$(curl "${arguments[@]}")
  cat "$work/signed" >&2
  status=$(sed -n '1s/^[^ ]* \([0-9]*\).*/\1/p' "$work/head")
  requestSignature=$(sed -n 's/^Signature: //p' "$work/sent")
  contentType=$(header content-type) contentDigest=$(header content-digest)
  signatureInput=$(header signature-input) signature=$(header signature)
  kanalReplayed=$(header kanal-replayed) kanalFirstAnswered=$(header kanal-first-answered)
  keyid=$(printf '%s' "$signatureInput" | sed -n 's/.*keyid="\([^"]*\)".*/\1/p')
  x=$(curl -sS "$KANAL_BASE_URL/.well-known/jwks.json" | tr '{' '\n' | grep -F "\"kid\":\"$keyid\"" | sed -n 's/.*"x":"\([^"]*\)".*/\1/p')
  printf 'answer: %s, %s\n' "$status" "$(judge "$x")" >&2
  printf '%s\n' "$body"
}

now() { TZ=Asia/Jakarta date +%Y-%m-%dT%H:%M:%S+07:00; }
# first_time <id>: when it was first tried. A repeat is the same payment, so its time stays; KANAL_FIRST_TRIES (../credentials.mjs) begins anew with the sandbox.
first_time() {
  local file="${KANAL_FIRST_TRIES:-${TMPDIR:-/tmp}/kanal-first-tries}/$KANAL_KEY_ID-$1"
  if [ ! -f "$file" ]; then mkdir -p "${file%/*}" && now >"$file"; fi
  cat "$file"
}
customer() { printf '"customerNumber":{"type":"NIK","value":"%s"}' "$1"; }
terminal='"terminal":{"storeId":"T0AB","tillId":"02"}'

case "${1:-}" in
  inquiry) call POST /h2h/v1/inquiries "{$(customer "$2"),\"months\":$3,$terminal}" ;;
  pay) call POST /h2h/v1/payments "{\"paymentReference\":\"$2\",\"inquiryId\":\"$3\",\"amount\":$4,\"paidAt\":\"$(first_time "$2")\",$terminal,\"advice\":${5:-false}}" "$2" ;;
  status) call GET "/h2h/v1/payments/$2" '' ;;
  reverse) call POST "/h2h/v1/payments/$2/reversal" "{\"reason\":\"CUSTOMER_CHANGED_MIND\",\"reversedAt\":\"$(first_time "$2-reversal")\"}" ;;
  lookup) call POST /h2h/v1/members/lookup "{$(customer "$2")}" ;;
  # For the vectors: the parts come from the environment.
  sign-h2h-request)
    KANAL_KEY_ID=$keyId KANAL_ALGORITHM=$algorithm
    headers_of "$method" "$path" "${body:-}" "$created" "${idempotencyKey:-}"
    ;;
  sign-h2h-answer)
    judge "$publicKeyX"
    if [ -n "${KANAL_SHOW:-}" ] && [ -f "$work/shown" ]; then cat "$work/shown" >&2; fi
    ;;
  *)
    sed -n '2,12s/^# \{0,1\}//p' "$0" >&2
    exit 2
    ;;
esac
