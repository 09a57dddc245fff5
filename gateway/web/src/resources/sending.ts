import { useState } from "preact/hooks";
import { Problem, uuid } from "../http/client";

const SIGNED_OUT = "sign-in-required";

export interface Sending {
  problem: Problem | null;
  busy: boolean;
  /** Carries the act out under its key: sent again after a lost network, it happens once. */
  carry(send: (key: string) => Promise<void>): Promise<void>;
  /** What is sent next is another act, on a screen that stays after the last one. */
  renew(): void;
}

/**
 * As it stood when the form was opened: news that comes under the form is not what the person saw, and what is sent
 * again is the same.
 */
export const useSeen = <T>(now: T): T => useState(now)[0];

/** One act on its way to the server, once at a time. onProblem: what the screen does when it was not carried out. */
export function useSending(onProblem: (problem: Problem) => void = () => undefined): Sending {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const [key, setKey] = useState(uuid);
  const carry = async (send: (key: string) => Promise<void>) => {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      await send(key);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      // Another answer may be right now: what was refused is not what is sent next. Where the network or the server
      // failed, it may have been done: under the same key it is done once.
      if (error.isRefusal) setKey(uuid());
      // The session ran out: sign-in comes over the page and says so, and what was typed can be sent after it.
      setProblem(error.code === SIGNED_OUT ? null : error);
      setBusy(false);
      onProblem(error);
    }
  };
  const renew = () => {
    setKey(uuid());
    setProblem(null);
    setBusy(false);
  };
  return { problem, busy, carry, renew };
}
