import type { Waiting } from "./waiting";

/** What waits on this device lives in the browser's database: it outlives the page, and holds pictures too. */
const NAME = "doanso";
const STORE = "waiting";
let opened: Promise<IDBDatabase> | null = null;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((done, fail) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "key" });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => fail(asked.error);
  });
  return opened;
}

/** Settles once it lasts. */
async function run<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open();
  return new Promise((done, fail) => {
    const work = database.transaction(STORE, mode);
    const asked = act(work.objectStore(STORE));
    work.oncomplete = () => done(asked.result);
    work.onabort = () => fail(work.error);
  });
}

export const stored = (): Promise<Waiting[]> => run("readonly", (store) => store.getAll());
export const store = (item: Waiting): Promise<unknown> => run("readwrite", (all) => all.put(item));
export const unstore = (key: string): Promise<unknown> => run("readwrite", (all) => all.delete(key));
export const unstoreAll = (): Promise<unknown> => run("readwrite", (all) => all.clear());
