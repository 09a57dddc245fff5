import type { ComponentType } from "preact";
import { createContext } from "preact";
import { useContext, useEffect } from "preact/hooks";
import { useLocation, useRoute } from "preact-iso";
import { Page } from "../components/page";
import { Await, NotFoundText } from "../components/states";
import type { ProcessItem } from "../http/types";
import { notFound } from "../text/vi";
import { casePage as text } from "../text/vi-cases";
import { slugOf } from "./slug";
import { useResource } from "./resource";

const ProcessCode = createContext("");

/** The code of the process that the address names. */
export function useProcessCode(): string {
  const { params } = useRoute();
  return useContext(ProcessCode) || params["process"]!;
}

/**
 * The screen of the process whose name stands in the address. An address that has the code, as they once did, leads to
 * today's.
 */
export function byProcess(Screen: ComponentType): ComponentType {
  return function Named() {
    const { params } = useRoute();
    const { url, route } = useLocation();
    const processes = useResource<{ items: ProcessItem[] }>("/processes");
    const named = params["process"]!;
    const items = processes.data?.items ?? [];
    const found = items.find((item) => slugOf(item.title) === named) ?? items.find((item) => item.code === named);
    const slug = found && slugOf(found.title);
    useEffect(() => {
      if (slug && slug !== named) route(url.replace(`/${named}`, `/${slug}`), true);
    }, [slug, named]);
    // A process that the menu does not name is known by its code; whether there is one, the screen asks the server.
    const code = found?.code ?? (processes.data && /^[a-z]+(_[a-z]+)*$/.test(named) ? named : null);
    if (code) {
      return (
        <ProcessCode.Provider value={code}>
          <Screen />
        </ProcessCode.Provider>
      );
    }
    return (
      <Page title={processes.data ? notFound.title : text.content} failed={!!processes.error}>
        <Await of={processes}>{() => <NotFoundText />}</Await>
      </Page>
    );
  };
}
