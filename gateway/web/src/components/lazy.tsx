import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Loading } from "./states";

interface LazyProps<P> {
  load: () => Promise<{ default: ComponentType<P> }>;
  props: P;
  /** How many shapes stand there until it comes. */
  rows?: number;
}

/** A part of a screen whose code comes when it is first shown. */
export function Lazy<P extends object>({ load, props, rows = 0 }: LazyProps<P>) {
  const [Part, setPart] = useState<ComponentType<P> | null>(null);
  useEffect(() => {
    let alive = true;
    void load().then((module) => alive && setPart(() => module.default));
    return () => {
      alive = false;
    };
  }, []);
  if (Part) return <Part {...props} />;
  return rows > 0 ? <Loading rows={rows} /> : null;
}
