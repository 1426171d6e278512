import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * SNAP BI signatures with the JDK alone (17 or later).
 *
 * <pre>java SnapSignature.java &lt; ../vectors/snap-symmetric.json</pre>
 *
 * Prints X-SIGNATURE; what was signed goes to stderr.
 */
public final class SnapSignature {
  private SnapSignature() {}

  /** Lower-case hex. Hash the very bytes that you send; the hash of no body is e3b0c442... */
  static String bodyHash(String body) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest);
  }

  /** Token call, service 73. The body is not signed. */
  static String tokenString(String clientKey, String timestamp) {
    return clientKey + "|" + timestamp;
  }

  /** Type 1, with token. The path as you call it, with every prefix; the timestamp as the header has it. */
  static String symmetricString(String method, String path, String accessToken, String body, String timestamp)
      throws Exception {
    return String.join(":", method, path, accessToken, bodyHash(body), timestamp);
  }

  /** Type 2, without token. */
  static String asymmetricString(String method, String path, String body, String timestamp) throws Exception {
    return String.join(":", method, path, bodyHash(body), timestamp);
  }

  /** SHA256withRSA, PKCS #1 v1.5, base64. */
  static String signRsa(String text, String privateKeyPem) throws Exception {
    byte[] der = Base64.getMimeDecoder().decode(privateKeyPem.replaceAll("-----[^-]+-----", ""));
    PrivateKey key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(key);
    signature.update(text.getBytes(StandardCharsets.UTF_8));
    return Base64.getEncoder().encodeToString(signature.sign());
  }

  /** HMAC-SHA512, base64. */
  static String signHmac(String text, String clientSecret) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA512");
    mac.init(new SecretKeySpec(clientSecret.getBytes(StandardCharsets.UTF_8), "HmacSHA512"));
    return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
  }

  public static void main(String[] arguments) throws Exception {
    Map<String, String> v = readVector(new String(System.in.readAllBytes(), StandardCharsets.UTF_8));
    String text =
        switch (v.get("kind")) {
          case "snap-token" -> tokenString(v.get("clientKey"), v.get("timestamp"));
          case "snap-symmetric" ->
              symmetricString(v.get("method"), v.get("path"), v.get("accessToken"), v.get("body"), v.get("timestamp"));
          default -> asymmetricString(v.get("method"), v.get("path"), v.get("body"), v.get("timestamp"));
        };
    System.err.println(text);
    boolean isSymmetric = v.get("kind").equals("snap-symmetric");
    System.out.println(isSymmetric ? signHmac(text, v.get("clientSecret")) : signRsa(text, v.get("privateKeyPem")));
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
