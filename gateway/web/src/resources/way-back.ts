import { useEffect } from "preact/hooks";

interface Over {
  over?: boolean;
}

/** While something stands over the page, the browser's way back takes it away, and leaves the page as it was. */
export function useWayBack(isOver: boolean, close: () => void): void {
  useEffect(() => {
    if (!isOver) return;
    if (!(history.state as Over | null)?.over) history.pushState({ over: true }, "");
    addEventListener("popstate", close);
    return () => removeEventListener("popstate", close);
  }, [isOver]);
}
