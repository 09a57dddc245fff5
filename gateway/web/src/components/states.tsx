import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Problem } from "../http/client";
import type { Resource } from "../resources/resource";
import { common, notFound } from "../text/vi";
import { EmptyDrawing, type Drawing } from "./drawings";

/** True once `wait` milliseconds have gone by. */
function useAfter(wait: number): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setOver(true), wait);
    return () => clearTimeout(timer);
  }, [wait]);
  return over;
}

const SHAPE_PX = 56;
const GAP_PX = 12;

/**
 * Nothing for 200 ms, then shapes of the final size, whose place is there from the start; words for those who do not
 * see them.
 */
export function Loading({ rows = 4, onRetry }: { rows?: number; onRetry?: () => void }) {
  const shown = useAfter(200);
  const said = useAfter(1_000);
  const slow = useAfter(10_000);
  return (
    <div class="loading" aria-busy="true" style={{ minHeight: `${rows * (SHAPE_PX + GAP_PX)}px` }}>
      {shown && Array.from({ length: rows }, (_, index) => <div key={index} class="skeleton" />)}
      <p role="status" class={slow ? "muted" : "sr-only"}>
        {slow ? common.slow : said ? common.loading : ""}
      </p>
      {slow && onRetry && (
        <button type="button" class="button" onClick={onRetry}>
          {common.retry}
        </button>
      )}
    </div>
  );
}

interface EmptyProps {
  drawing?: Drawing;
  title: string;
  text?: string;
  children?: ComponentChildren;
}

export function Empty({ drawing = "book", title, text, children }: EmptyProps) {
  return (
    <div class="empty">
      <EmptyDrawing name={drawing} />
      <h2>{title}</h2>
      {text && <p class="muted">{text}</p>}
      {children}
    </div>
  );
}

/** What happened, why, what to do; the number to tell when asking for help. */
export function Failure({
  problem,
  onRetry,
  part = false,
}: {
  problem: Problem;
  onRetry?: () => void;
  part?: boolean;
}) {
  return (
    <div class="box box-red" role="alert">
      {problem.title !== problem.message && <strong>{problem.title}</strong>}
      <p>
        {problem.message} {problem.mend}
      </p>
      {problem.refusals.length > 0 && <RefusalList refusals={problem.refusals} />}
      {problem.trace && problem.status >= 500 && <p class="caption">{common.incident(problem.trace)}</p>}
      {onRetry && (
        <button type="button" class="button" onClick={onRetry}>
          {part ? common.retryPart : common.retry}
        </button>
      )}
    </div>
  );
}

export function RefusalList({ refusals }: { refusals: { text: string; mend?: string | null }[] }) {
  return (
    <ul class="refusals">
      {refusals.map((refusal) => (
        <li key={refusal.text}>
          {refusal.text}
          {refusal.mend && <span class="mend">{refusal.mend}</span>}
        </li>
      ))}
    </ul>
  );
}

export function NotFoundText() {
  return (
    <Empty drawing="board" title={notFound.title} text={notFound.text}>
      <a class="button" href="/">
        {notFound.home}
      </a>
    </Empty>
  );
}

interface AwaitProps<T> {
  of: Resource<T>;
  rows?: number;
  part?: boolean;
  children: (data: T) => ComponentChildren;
}

/** The thing when it is there, else what stands in its place. */
export function Await<T>({ of, rows = 4, part = false, children }: AwaitProps<T>) {
  if (of.data !== null) return <>{children(of.data)}</>;
  if (of.error) {
    const gone = of.error.status === 404 && !part;
    return gone ? <NotFoundText /> : <Failure problem={of.error} onRetry={of.reload} part={part} />;
  }
  return <Loading rows={rows} onRetry={of.reload} />;
}
