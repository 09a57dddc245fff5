import { useEffect, useState } from "preact/hooks";
import type { Option } from "../components/combobox";
import { useResource } from "./resource";

/**
 * A thing named by id in the address, until the person picks another, now or in what is `kept` of before. atOnce: it,
 * as far as it is known already.
 */
export function usePicked<T>(
  path: string,
  id: string | undefined,
  read: (found: T) => Option,
  kept?: unknown,
  atOnce: Option | null = null,
) {
  const [picked, setPicked] = useState(kept as Option | null | undefined);
  const found = useResource<T>(id && picked === undefined ? `${path}/${id}` : null);
  const [known, setKnown] = useState<Option | null>(atOnce);
  useEffect(() => {
    if (found.data) setKnown(read(found.data));
  }, [found.data]);
  const isComing = picked === undefined && !!id && known?.id !== id && !found.error;
  return {
    value: picked === undefined ? known : picked,
    isComing,
    picked,
    pick: setPicked,
    unpick: () => setPicked(undefined),
  };
}
