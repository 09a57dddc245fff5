import type { ComponentChildren, ComponentProps } from "preact";
import { useState } from "preact/hooks";
import { SlidersHorizontal } from "lucide-preact";
import type { PagedList } from "../resources/resource";
import { lists as text } from "../text/vi";
import { Dialog } from "./dialog";
import { SearchBox } from "./search-box";
import { useMedia } from "./virtual";

interface ListToolsProps {
  /** Counts what the present filter leaves. */
  list: Pick<PagedList<unknown>, "total" | "busy">;
  search?: ComponentProps<typeof SearchBox>;
  /** What the list can be narrowed and ordered by. */
  filters?: ComponentChildren;
  /** How many of them are set. */
  active?: number;
  onClear?: () => void;
  /** They do not fit in a row: a wide screen unfolds them below. */
  isLong?: boolean;
  /** Buttons: an export, and what else is done with the whole list. */
  children?: ComponentChildren;
}

/**
 * The one line above a list: search, filters, order, export. On a phone the filters are a sheet whose button says how
 * many are left.
 */
export function ListTools({ list, search, filters, active = 0, onClear, isLong = false, children }: ListToolsProps) {
  const [isOpen, setIsOpen] = useState(false);
  const isWide = useMedia("(min-width: 768px)");
  const folds = !!filters && (isLong || !isWide);
  const clear = onClear && active > 0 && (
    <button type="button" class="button" onClick={onClear}>
      {text.clear}
    </button>
  );
  return (
    <>
      <div class="toolbar list-tools">
        {search && <SearchBox {...search} />}
        {!folds && filters}
        {folds && <FilterButton active={active} isOpen={isOpen} onPress={() => setIsOpen(!isOpen)} />}
        {children}
      </div>
      {isOpen && folds && isWide && (
        <section class="card filters" aria-label={text.filters}>
          {filters}
          {clear}
        </section>
      )}
      {isOpen && folds && !isWide && (
        <Dialog title={text.filters} onClose={() => setIsOpen(false)}>
          <div class="filters">{filters}</div>
          <div class="dialog-actions">
            {clear}
            <button type="button" class="button button-primary" aria-busy={list.busy} onClick={() => setIsOpen(false)}>
              {list.total === null ? text.counting : text.see(list.total)}
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
}

function FilterButton({ active, isOpen, onPress }: { active: number; isOpen: boolean; onPress: () => void }) {
  return (
    <button type="button" class="button" aria-expanded={isOpen} onClick={onPress}>
      <SlidersHorizontal size={20} aria-hidden="true" />{" "}
      <span class="tool-name">{active ? text.filtersOn(active) : text.filters}</span>
      {active > 0 && (
        <span class="tool-count" aria-hidden="true">
          {active}
        </span>
      )}
    </button>
  );
}
