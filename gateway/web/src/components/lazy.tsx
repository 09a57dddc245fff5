import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";

interface LazyProps<P> {
  load: () => Promise<{ default: ComponentType<P> }>;
  props: P;
}

/** A part of a screen whose code comes when it is first shown. */
export function Lazy<P extends object>({ load, props }: LazyProps<P>) {
  const [Part, setPart] = useState<ComponentType<P> | null>(null);
  useEffect(() => {
    let alive = true;
    void load().then((module) => alive && setPart(() => module.default));
    return () => {
      alive = false;
    };
  }, []);
  return Part ? <Part {...props} /> : null;
}
