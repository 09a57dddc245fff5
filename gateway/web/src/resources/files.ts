import { Problem, readAnswer, requestSignedIn } from "../http/client";

/** The server is still writing the file; it says so until the file is there. */
const IS_WRITTEN = "result-being-made";
const ASK_MS = 2_000;

/** The file behind the path, under the name that the server gives it. Throws the Problem that came instead of it. */
async function getFile(path: string): Promise<File> {
  const answer = await requestSignedIn("GET", path, {});
  if (!answer.ok) await readAnswer(answer);
  return new File([await answer.blob()], nameIn(answer.headers.get("Content-Disposition") ?? ""));
}

/** The file, waited for while it is written. onWait: it is not there yet. */
export async function waitForFile(path: string, onWait: () => void, alive: () => boolean): Promise<File | null> {
  while (alive()) {
    try {
      return await getFile(path);
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== IS_WRITTEN) throw error;
      onWait();
      await new Promise((resolve) => setTimeout(resolve, ASK_MS));
    }
  }
  return null;
}

/** `attachment; filename*=UTF-8''Ket%20qua.xlsx` → Ket qua.xlsx */
function nameIn(disposition: string): string {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  return encoded ? decodeURIComponent(encoded) : (/filename="?([^";]+)"?/.exec(disposition)?.[1] ?? "");
}

/** The browser keeps the file where it keeps downloads. */
export function saveFile(file: File): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = file.name;
  link.click();
  // The browser reads the address after the click.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
