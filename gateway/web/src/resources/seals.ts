/** Seals on papers, checked on the device: a signature says that a paper is ours, never that it is still in force. */

const KEYS_AT = "/.well-known/document-keys.json";
const KEPT = "doanso-document-keys";
const VERSION = "1";

interface Key {
  kid: string;
  x: string;
}

/** What a seal says of its paper. */
interface SealedFacts {
  number: string;
  on: string;
  issuer: string;
  title: string;
}

export type Checked = { verdict: "true"; facts: SealedFacts } | { verdict: "broken" } | { verdict: "unknown" };

/** The public keys, fresh where there is a network, else as they were kept on the device. */
export async function sealKeys(): Promise<Key[]> {
  try {
    const answer = await fetch(KEYS_AT, { credentials: "omit" });
    if (answer.ok) {
      const { keys } = (await answer.json()) as { keys: Key[] };
      localStorage.setItem(KEPT, JSON.stringify(keys));
      return keys;
    }
  } catch {
    // No network: what was kept is as true as it was.
  }
  return JSON.parse(localStorage.getItem(KEPT) ?? "[]") as Key[];
}

/**
 * Whether the seal was made by one of the keys, for the paper of this code. Unknown: we have no key or no means to
 * tell.
 */
export async function checkSeal(code: string, seal: string, keys: Key[]): Promise<Checked> {
  const [version, kid, payload, signature, ...more] = seal.split(".");
  if (version !== VERSION || !kid || !payload || !signature || more.length) return { verdict: "broken" };
  const key = keys.find((each) => each.kid === kid);
  if (!key || !crypto.subtle) return { verdict: "unknown" };
  let held: CryptoKey;
  try {
    held = await crypto.subtle.importKey("jwk", { kty: "OKP", crv: "Ed25519", x: key.x }, { name: "Ed25519" }, false, [
      "verify",
    ]);
  } catch {
    // A browser from before Ed25519.
    return { verdict: "unknown" };
  }
  try {
    const signed = new TextEncoder().encode(`${version}.${kid}.${code}.${payload}`);
    if (!(await crypto.subtle.verify("Ed25519", held, bytes(signature), signed))) return { verdict: "broken" };
    const [number, on, issuer, title] = JSON.parse(new TextDecoder().decode(bytes(payload))) as [
      string,
      string,
      string,
      string,
    ];
    return { verdict: "true", facts: { number, on, issuer, title } };
  } catch {
    return { verdict: "broken" };
  }
}

function bytes(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}
