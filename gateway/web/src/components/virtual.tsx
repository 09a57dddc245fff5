import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

interface Span {
  start: number;
  end: number;
}

const AROUND = 8;
const MOST = 56;

/** Which rows of `count` are in the page when the view begins `above` px into a list of rows `height` px high. */
export function spanOf(count: number, height: number, above: number, view: number): Span {
  const first = Math.floor(Math.max(above, 0) / height) - AROUND;
  const shown = Math.min(Math.ceil(view / height) + 2 * AROUND, MOST);
  const start = Math.max(0, Math.min(first, count - shown));
  return { start, end: Math.min(count, start + shown) };
}

/** Only the rows in sight (and a few around) stand in the page; two spacers hold the place of the others. */
export function useVirtual<E extends HTMLElement>(count: number, height: number) {
  const list = useRef<E>(null);
  const [span, setSpan] = useState<Span>({ start: 0, end: Math.min(count, 40) });
  const measure = () => {
    const top = list.current?.getBoundingClientRect().top ?? 0;
    const next = spanOf(count, height, -top, innerHeight);
    setSpan((old) => (old.start === next.start && old.end === next.end ? old : next));
  };
  useLayoutEffect(measure, [count, height]);
  useEffect(() => {
    let frame = 0;
    const onMove = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(measure);
    };
    addEventListener("scroll", onMove, { passive: true, capture: true });
    addEventListener("resize", onMove);
    return () => {
      cancelAnimationFrame(frame);
      removeEventListener("scroll", onMove, { capture: true });
      removeEventListener("resize", onMove);
    };
  }, [count, height]);
  return { list, start: Math.min(span.start, count), end: Math.min(span.end, count) };
}

/** Asks for more when the end of the list comes near. */
export function useNearEnd(onNear: () => void, active: boolean) {
  const mark = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!active || !mark.current) return;
    const observer = new IntersectionObserver((seen) => seen.some((entry) => entry.isIntersecting) && onNear(), {
      rootMargin: "600px",
    });
    observer.observe(mark.current);
    return () => observer.disconnect();
  });
  return mark;
}

export function useMedia(query: string): boolean {
  const [matches, setMatches] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const list = matchMedia(query);
    const onChange = () => setMatches(list.matches);
    list.addEventListener("change", onChange);
    return () => list.removeEventListener("change", onChange);
  }, [query]);
  return matches;
}
