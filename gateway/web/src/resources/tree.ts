import { signal } from "@preact/signals";
import { get, Problem } from "../http/client";
import type { Page, Unit, UnitItem } from "../http/types";

/** Rows of the unit tree that are in sight when every open branch is unrolled. */
export interface TreeRow {
  key: string;
  kind: "unit" | "loading" | "failed";
  unit: UnitItem;
  level: number;
  setSize: number;
  position: number;
  isOpen: boolean;
}

interface Branch {
  children: UnitItem[] | null;
  problem: Problem | null;
}

const PAGE = 100;

/** The part of the tree that this person has opened; children come when a branch is opened. */
export class UnitTree {
  readonly roots = signal<UnitItem[] | null>(null);
  readonly problem = signal<Problem | null>(null);
  readonly open = signal<ReadonlySet<string>>(new Set());
  private readonly branches = signal<ReadonlyMap<string, Branch>>(new Map());

  async start(rootIds: string[]): Promise<void> {
    this.problem.value = null;
    try {
      const found = await Promise.all(rootIds.map((id) => get<Unit>(`/units/${id}`)));
      const units = found.map(({ data }) => data);
      // A unit below another of one's own is found inside it.
      const tops = units.filter(
        (unit) => !units.some((other) => other !== unit && unit.path.some((step) => step.id === other.id)),
      );
      this.roots.value = tops;
      if (tops.length === 1) await this.unfold(tops[0]!.id);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      this.problem.value = error;
    }
  }

  async unfold(id: string): Promise<void> {
    this.open.value = new Set(this.open.value).add(id);
    const known = this.branches.value.get(id);
    if (known?.children) return;
    this.set(id, { children: null, problem: null });
    try {
      this.set(id, { children: await childrenOf(id), problem: null });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      this.set(id, { children: null, problem: error });
    }
  }

  fold(id: string): void {
    const open = new Set(this.open.value);
    open.delete(id);
    this.open.value = open;
  }

  rows(): TreeRow[] {
    const rows: TreeRow[] = [];
    this.roll(this.roots.value ?? [], 1, rows);
    return rows;
  }

  private roll(units: UnitItem[], level: number, rows: TreeRow[]): void {
    units.forEach((unit, index) => {
      const isOpen = this.open.value.has(unit.id);
      rows.push({ key: unit.id, kind: "unit", unit, level, setSize: units.length, position: index + 1, isOpen });
      if (!isOpen || unit.child_count === 0) return;
      const branch = this.branches.value.get(unit.id);
      if (branch?.children) {
        this.roll(branch.children, level + 1, rows);
        return;
      }
      const kind = branch?.problem ? "failed" : "loading";
      rows.push({ key: `${unit.id}/${kind}`, kind, unit, level: level + 1, setSize: 1, position: 1, isOpen: false });
    });
  }

  private set(id: string, branch: Branch): void {
    this.branches.value = new Map(this.branches.value).set(id, branch);
  }
}

async function childrenOf(id: string): Promise<UnitItem[]> {
  const items: UnitItem[] = [];
  let cursor: string | null = null;
  do {
    const { data }: { data: Page<UnitItem> } = await get<Page<UnitItem>>(`/units/${id}/children`, {
      limit: PAGE,
      cursor,
    });
    items.push(...data.items);
    cursor = data.next;
  } while (cursor !== null);
  return items;
}
