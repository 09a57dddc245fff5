import type { Kept } from "./kept";
import type { Waiting } from "./waiting";

/**
 * What lies on this device is in the browser's database, and outlives the page: acts that wait, with their pictures,
 * and answers that can be read again.
 */
const NAME = "doanso";
const VERSION = 2;
const WAITING = "waiting";
const KEPT = "kept";
let opened: Promise<IDBDatabase> | null = null;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((done, fail) => {
    const asked = indexedDB.open(NAME, VERSION);
    asked.onupgradeneeded = ({ oldVersion }) => {
      if (oldVersion < 1) asked.result.createObjectStore(WAITING, { keyPath: "key" });
      if (oldVersion < 2) asked.result.createObjectStore(KEPT, { keyPath: "path" });
    };
    asked.onsuccess = () => {
      // A later version of this page in another tab is not kept waiting.
      asked.result.onversionchange = () => asked.result.close();
      done(asked.result);
    };
    asked.onerror = () => fail(asked.error);
  });
  return opened;
}

/** Settles once it lasts. */
async function run<T>(
  name: string,
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await open();
  return new Promise((done, fail) => {
    const work = database.transaction(name, mode);
    const asked = act(work.objectStore(name));
    work.oncomplete = () => done(asked.result);
    work.onabort = () => fail(work.error);
  });
}

export const stored = (): Promise<Waiting[]> => run(WAITING, "readonly", (all) => all.getAll());
export const store = (item: Waiting): Promise<unknown> => run(WAITING, "readwrite", (all) => all.put(item));
export const unstore = (key: string): Promise<unknown> => run(WAITING, "readwrite", (all) => all.delete(key));
export const unstoreAll = (): Promise<unknown> => run(WAITING, "readwrite", (all) => all.clear());

export const allKept = (): Promise<Kept[]> => run(KEPT, "readonly", (all) => all.getAll());
export const oneKept = (path: string): Promise<Kept | undefined> => run(KEPT, "readonly", (all) => all.get(path));
export const putKept = (item: Kept): Promise<unknown> => run(KEPT, "readwrite", (all) => all.put(item));
export const dropKept = (path: string): Promise<unknown> => run(KEPT, "readwrite", (all) => all.delete(path));
export const dropAllKept = (): Promise<unknown> => run(KEPT, "readwrite", (all) => all.clear());
