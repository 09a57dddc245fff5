import { useEffect, useState } from "preact/hooks";
import { get, Problem } from "../http/client";
import type { CaseItem, Page } from "../http/types";
import { notFound } from "../text/vi";
import { keptCaseId } from "./kept";

const ID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/i;

/** The id of a case named in the address by its id or by its number ("KN-2026-0412"). */
export function useCaseId(key: string): { id: string | null; problem: Problem | null } {
  const [found, setFound] = useState<{ id: string | null; problem: Problem | null }>({
    id: ID.test(key) ? key : null,
    problem: null,
  });
  useEffect(() => {
    if (ID.test(key)) return setFound({ id: key, problem: null });
    let alive = true;
    get<Page<CaseItem>>("/cases", { q: key, limit: 20 })
      .then(({ data }) => data.items.find((item) => item.number === key)?.id ?? null)
      .then(
        (id) =>
          alive &&
          setFound({
            id,
            problem: id ? null : new Problem({ title: notFound.title, detail: notFound.text, code: "not-found" }, 404),
          }),
      )
      .catch(async (problem: unknown) => {
        if (!(problem instanceof Problem)) throw problem;
        const id = problem.isOffline ? await keptCaseId(key) : null;
        if (alive) setFound({ id, problem: id ? null : problem });
      });
    return () => {
      alive = false;
    };
  }, [key]);
  return found;
}
