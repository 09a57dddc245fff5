import { signal } from "@preact/signals";

export const hasNewVersion = signal(false);
export const isOnline = signal(navigator.onLine);

/** The shell is kept on the device, so that the page opens without a network. No data of people is. */
export function keepShell(): void {
  addEventListener("online", () => (isOnline.value = true));
  addEventListener("offline", () => (isOnline.value = false));
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  const had = navigator.serviceWorker.controller !== null;
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (had) hasNewVersion.value = true;
  });
  addEventListener("load", () => void navigator.serviceWorker.register("/sw.js").catch(() => undefined));
  void navigator.serviceWorker.ready.then(keepCheck).catch(() => undefined);
}

/** Papers can be checked without a network from now on: the screen and the public keys are on the device. */
async function keepCheck(): Promise<void> {
  await import("../screens/documents/verify");
  await (await import("./seals")).sealKeys();
}
