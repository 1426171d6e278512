// H2H signatures (RFC 9421, RFC 9530) with Go's standard library: signs a request, or checks one of our answers.
//
//	go run h2h/main.go < ../vectors/h2h-ed25519.json    prints the headers to send
//	go run h2h/main.go < ../vectors/h2h-answer.json     prints "genuine" or "not genuine"
//
// What was signed goes to stderr.
package main

import (
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"log"
	"os"
	"slices"
	"strings"
)

type header struct{ name, value string }

func contentDigest(body string) string {
	sum := sha256.Sum256([]byte(body))
	return "sha-256=:" + base64.StdEncoding.EncodeToString(sum[:]) + ":"
}

// signRequest signs a request; created is the real time in seconds. It returns the signed text and the headers to send.
func signRequest(v map[string]string) (string, []header, error) {
	lines := []string{`"@method": ` + v["method"], `"@path": ` + v["path"]}
	covered := []string{`"@method"`, `"@path"`}
	var headers []header
	cover := func(name, value string) {
		headers = append(headers, header{name, value})
		lines = append(lines, fmt.Sprintf("%q: %s", strings.ToLower(name), value))
		covered = append(covered, fmt.Sprintf("%q", strings.ToLower(name)))
	}
	if v["body"] != "" {
		cover("Content-Digest", contentDigest(v["body"]))
	}
	if v["idempotencyKey"] != "" {
		cover("Idempotency-Key", v["idempotencyKey"])
	}
	parameters := fmt.Sprintf(`(%s);created=%s;keyid="%s";alg="%s"`, strings.Join(covered, " "), v["created"], v["keyId"], v["algorithm"])
	// Joined by line feeds, and none at the end.
	base := strings.Join(append(lines, `"@signature-params": `+parameters), "\n")
	signature, err := signatureOf(base, v)
	if err != nil {
		return "", nil, err
	}
	return base, append(headers,
		header{"Signature-Input", "sig=" + parameters},
		header{"Signature", "sig=:" + base64.StdEncoding.EncodeToString(signature) + ":"}), nil
}

func signatureOf(base string, v map[string]string) ([]byte, error) {
	if v["algorithm"] == "hmac-sha256" {
		mac := hmac.New(sha256.New, []byte(v["secret"]))
		mac.Write([]byte(base))
		return mac.Sum(nil), nil
	}
	block, _ := pem.Decode([]byte(v["privateKeyPem"]))
	if block == nil {
		return nil, errors.New("no PEM block in the private key")
	}
	parsed, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		return nil, err
	}
	key, ok := parsed.(ed25519.PrivateKey)
	if !ok {
		return nil, errors.New("not an Ed25519 key")
	}
	return ed25519.Sign(key, []byte(base)), nil
}

var mustCover = []string{`"@status"`, `"content-digest"`, `"@method";req`, `"@path";req`, `"signature";req`}

// isGenuine says whether an answer is ours, untouched, and for this very request. publicKeyX is the x of our key in jwks.json, by the keyid of Signature-Input.
func isGenuine(v map[string]string) (string, bool) {
	parameters := strings.TrimPrefix(v["signatureInput"], "kanal=")
	list, _, found := strings.Cut(strings.TrimPrefix(parameters, "("), ")")
	covered := strings.Split(list, " ")
	for _, component := range mustCover {
		if !found || !slices.Contains(covered, component) {
			return "", false
		}
	}
	if v["contentDigest"] != contentDigest(v["body"]) {
		return "", false
	}
	values := map[string]string{
		`"@status"`: v["status"], `"content-type"`: v["contentType"], `"content-digest"`: v["contentDigest"],
		`"@method";req`: v["method"], `"@path";req`: v["path"], `"signature";req`: v["requestSignature"],
	}
	var lines []string
	for _, component := range covered {
		lines = append(lines, component+": "+values[component])
	}
	base := strings.Join(append(lines, `"@signature-params": `+parameters), "\n")
	key, err := base64.RawURLEncoding.DecodeString(v["publicKeyX"])
	if err != nil || len(key) != ed25519.PublicKeySize {
		return base, false
	}
	text := strings.TrimSuffix(strings.TrimPrefix(v["signature"], "kanal=:"), ":")
	signature, err := base64.StdEncoding.DecodeString(text)
	return base, err == nil && ed25519.Verify(key, []byte(base), signature)
}

func main() {
	var vector map[string]string
	if err := json.NewDecoder(os.Stdin).Decode(&vector); err != nil {
		log.Fatal(err)
	}
	if vector["kind"] == "h2h-answer" {
		base, genuine := isGenuine(vector)
		fmt.Fprintln(os.Stderr, base)
		fmt.Println(map[bool]string{true: "genuine", false: "not genuine"}[genuine])
		return
	}
	base, headers, err := signRequest(vector)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Fprintln(os.Stderr, base)
	for _, h := range headers {
		fmt.Println(h.name + ": " + h.value)
	}
}
