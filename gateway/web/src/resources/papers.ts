/** Papers that the server was asked for: they are made in a moment, and found under the key that it answered. */

import { get, post, type Sending } from "../http/client";

const ASK_MS = 700;
const MOST_ASKS = 40;

/** Asks for a paper and waits for it; null when it is not there after half a minute. */
export async function madePaper(path: string, sending: Sending): Promise<string | null> {
  const { data } = await post<{ key: string }>(path, sending);
  for (let asks = 0; asks < MOST_ASKS; asks++) {
    const found = await get<{ id: string | null }>(`/documents/by-key/${data.key}`);
    if (found.data.id) return found.data.id;
    await new Promise((resolve) => setTimeout(resolve, ASK_MS));
  }
  return null;
}
