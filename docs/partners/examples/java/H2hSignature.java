import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * H2H signatures (RFC 9421, RFC 9530) with the JDK alone (17 or later): signs a request, or checks one of our answers.
 *
 * <pre>
 * java H2hSignature.java &lt; ../vectors/h2h-ed25519.json    prints the headers to send
 * java H2hSignature.java &lt; ../vectors/h2h-answer.json     prints "genuine" or "not genuine"
 * </pre>
 *
 * What was signed goes to stderr.
 */
public final class H2hSignature {
  private H2hSignature() {}

  /** What an answer has to cover before you may believe it. */
  private static final List<String> MUST_COVER =
      List.of("\"@status\"", "\"content-digest\"", "\"@method\";req", "\"@path\";req", "\"signature\";req");

  /** What stands before the 32 bytes of an Ed25519 public key in its DER form (RFC 8410). */
  private static final byte[] ED25519_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  static String contentDigest(String body) throws Exception {
    return "sha-256=:" + base64(MessageDigest.getInstance("SHA-256").digest(bytes(body))) + ":";
  }

  /** Signs a request; `created` is the real time in seconds. Returns the headers to send. */
  static Map<String, String> signRequest(Map<String, String> v) throws Exception {
    var headers = new LinkedHashMap<String, String>();
    var covered = new LinkedHashMap<String, String>();
    covered.put("@method", v.get("method"));
    covered.put("@path", v.get("path"));
    if (!v.getOrDefault("body", "").isEmpty()) headers.put("Content-Digest", contentDigest(v.get("body")));
    if (!v.getOrDefault("idempotencyKey", "").isEmpty()) headers.put("Idempotency-Key", v.get("idempotencyKey"));
    headers.forEach((name, value) -> covered.put(name.toLowerCase(), value));

    var names = covered.keySet().stream().map(name -> '"' + name + '"').toList();
    String parameters =
        "(%s);created=%s;keyid=\"%s\";alg=\"%s\""
            .formatted(String.join(" ", names), v.get("created"), v.get("keyId"), v.get("algorithm"));
    var lines = new ArrayList<String>();
    covered.forEach((name, value) -> lines.add('"' + name + "\": " + value));
    String base = baseOf(lines, parameters);
    headers.put("Signature-Input", "sig=" + parameters);
    headers.put("Signature", "sig=:" + base64(signatureOf(base, v)) + ":");
    return headers;
  }

  /** Lines joined by line feeds, and none at the end. */
  private static String baseOf(List<String> lines, String parameters) {
    lines.add("\"@signature-params\": " + parameters);
    String base = String.join("\n", lines);
    System.err.println(base);
    return base;
  }

  private static byte[] signatureOf(String base, Map<String, String> v) throws Exception {
    if (v.get("algorithm").equals("hmac-sha256")) {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(bytes(v.get("secret")), "HmacSHA256"));
      return mac.doFinal(bytes(base));
    }
    byte[] der = Base64.getMimeDecoder().decode(v.get("privateKeyPem").replaceAll("-----[^-]+-----", ""));
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(der)));
    signature.update(bytes(base));
    return signature.sign();
  }

  /** Whether an answer is ours, untouched, and for this very request. `publicKeyX` is the `x` of our key in jwks.json, by the `keyid` of Signature-Input. */
  static boolean isGenuine(Map<String, String> v) throws Exception {
    String parameters = v.get("signatureInput").replaceFirst("^kanal=", "");
    var list = Pattern.compile("^\\(([^)]*)\\)").matcher(parameters);
    List<String> covered = list.find() ? List.of(list.group(1).split(" ")) : List.of();
    if (!covered.containsAll(MUST_COVER)) return false;
    if (!contentDigest(v.get("body")).equals(v.get("contentDigest"))) return false;
    Map<String, String> values =
        Map.of(
            "\"@status\"", v.get("status"),
            "\"content-type\"", v.get("contentType"),
            "\"content-digest\"", v.get("contentDigest"),
            "\"@method\";req", v.get("method"),
            "\"@path\";req", v.get("path"),
            "\"signature\";req", v.get("requestSignature"));
    var lines = new ArrayList<String>();
    for (String component : covered) lines.add(component + ": " + values.getOrDefault(component, ""));

    Signature signature = Signature.getInstance("Ed25519");
    signature.initVerify(publicKey(v.get("publicKeyX")));
    signature.update(bytes(baseOf(lines, parameters)));
    return signature.verify(Base64.getDecoder().decode(v.get("signature").replaceAll("^kanal=:|:$", "")));
  }

  private static PublicKey publicKey(String x) throws Exception {
    byte[] raw = Base64.getUrlDecoder().decode(x);
    byte[] der = new byte[ED25519_PREFIX.length + raw.length];
    System.arraycopy(ED25519_PREFIX, 0, der, 0, ED25519_PREFIX.length);
    System.arraycopy(raw, 0, der, ED25519_PREFIX.length, raw.length);
    return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  public static void main(String[] arguments) throws Exception {
    Map<String, String> v = readVector(new String(System.in.readAllBytes(), StandardCharsets.UTF_8));
    if (v.get("kind").equals("h2h-answer")) {
      System.out.println(isGenuine(v) ? "genuine" : "not genuine");
      return;
    }
    signRequest(v).forEach((name, value) -> System.out.println(name + ": " + value));
  }

  /** Reads the flat JSON of a vector. Use your own JSON library for anything else. */
  private static Map<String, String> readVector(String json) {
    var fields = new HashMap<String, String>();
    var pair = Pattern.compile("\"(\\w+)\"\\s*:\\s*\"((?:[^\"\\\\]++|\\\\.)*+)\"").matcher(json);
    while (pair.find()) {
      fields.put(pair.group(1), pair.group(2).replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\"));
    }
    return fields;
  }
}
