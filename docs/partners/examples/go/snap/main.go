// SNAP BI signatures with Go's standard library.
//
//	go run snap/main.go < ../vectors/snap-symmetric.json
//
// Prints X-SIGNATURE; what was signed goes to stderr.
package main

import (
	"crypto"
	"crypto/hmac"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/sha512"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"log"
	"os"
	"strings"
)

// bodyHash is lower-case hex. Hash the very bytes that you send; the hash of no body is e3b0c442...
func bodyHash(body string) string {
	sum := sha256.Sum256([]byte(body))
	return hex.EncodeToString(sum[:])
}

// tokenString is for the token call, service 73. The body is not signed.
func tokenString(clientKey, timestamp string) string {
	return clientKey + "|" + timestamp
}

// symmetricString is type 1, with token. The path as you call it, with every prefix; the timestamp as the header has it.
func symmetricString(method, path, accessToken, body, timestamp string) string {
	return strings.Join([]string{method, path, accessToken, bodyHash(body), timestamp}, ":")
}

// asymmetricString is type 2, without token.
func asymmetricString(method, path, body, timestamp string) string {
	return strings.Join([]string{method, path, bodyHash(body), timestamp}, ":")
}

// signRSA is SHA256withRSA, PKCS #1 v1.5, base64.
func signRSA(text, privateKeyPEM string) (string, error) {
	block, _ := pem.Decode([]byte(privateKeyPEM))
	if block == nil {
		return "", errors.New("no PEM block in the private key")
	}
	parsed, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		return "", err
	}
	key, ok := parsed.(*rsa.PrivateKey)
	if !ok {
		return "", errors.New("not an RSA key")
	}
	digest := sha256.Sum256([]byte(text))
	signature, err := rsa.SignPKCS1v15(rand.Reader, key, crypto.SHA256, digest[:])
	return base64.StdEncoding.EncodeToString(signature), err
}

// signHMAC is HMAC-SHA512, base64.
func signHMAC(text, clientSecret string) string {
	mac := hmac.New(sha512.New, []byte(clientSecret))
	mac.Write([]byte(text))
	return base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

func signed(v map[string]string) (text, signature string, err error) {
	switch v["kind"] {
	case "snap-token":
		text = tokenString(v["clientKey"], v["timestamp"])
	case "snap-symmetric":
		text = symmetricString(v["method"], v["path"], v["accessToken"], v["body"], v["timestamp"])
		return text, signHMAC(text, v["clientSecret"]), nil
	default:
		text = asymmetricString(v["method"], v["path"], v["body"], v["timestamp"])
	}
	signature, err = signRSA(text, v["privateKeyPem"])
	return text, signature, err
}

func main() {
	var vector map[string]string
	if err := json.NewDecoder(os.Stdin).Decode(&vector); err != nil {
		log.Fatal(err)
	}
	text, signature, err := signed(vector)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Fprintln(os.Stderr, text)
	fmt.Println(signature)
}
