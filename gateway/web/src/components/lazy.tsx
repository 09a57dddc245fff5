import type { ComponentChildren, ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Problem } from "../http/client";
import { http as text } from "../text/vi";
import { Failure, Loading } from "./states";

type Load<P> = () => Promise<{ default: ComponentType<P> }>;

/** Stands where code did not come: no network, or a release has taken its place. Only a reload asks for it anew. */
export function NotHere() {
  return (
    <Failure
      problem={new Problem({ title: text.notHereTitle, detail: text.notHere }, 0)}
      onRetry={() => location.reload()}
    />
  );
}

/** What the code draws, or why it cannot be drawn. */
export const orNotHere =
  <P,>(load: Load<P>, instead: ComponentType = NotHere): Load<P> =>
  () =>
    load().catch(() => ({ default: instead as ComponentType<P> }));

interface LazyProps<P> {
  load: Load<P>;
  props: P;
  /** How many shapes stand there until it comes. */
  rows?: number;
  /** What stands below it, and comes with it. */
  children?: ComponentChildren;
}

/** A part of a screen whose code comes when it is first shown. */
export function Lazy<P extends object>({ load, props, rows = 0, children }: LazyProps<P>) {
  const [Part, setPart] = useState<ComponentType<P> | null>(null);
  useEffect(() => {
    let alive = true;
    void orNotHere(load)().then((module) => alive && setPart(() => module.default));
    return () => {
      alive = false;
    };
  }, []);
  if (Part) {
    return (
      <>
        <Part {...props} />
        {children}
      </>
    );
  }
  return rows > 0 ? <Loading rows={rows} /> : null;
}
