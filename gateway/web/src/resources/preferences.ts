import { effect, signal } from "@preact/signals";

type Theme = "auto" | "light" | "dark";
type Density = "roomy" | "medium" | "compact";

const stored = (name: string, otherwise: string) => localStorage.getItem(`doanso.${name}`) ?? otherwise;

export const theme = signal(stored("theme", "auto") as Theme);
export const textSize = signal(stored("size", "100"));
export const density = signal(stored("density", "roomy") as Density);

const CLOSED_GROUPS = "doanso.rail-closed";

/** Groups of the rail that the person folded, on this device. */
export const closedGroups = signal<readonly string[]>(JSON.parse(stored("rail-closed", '["system"]')) as string[]);

export function toggleGroup(key: string, isOpen: boolean): void {
  if (isOpen === !closedGroups.value.includes(key)) return;
  closedGroups.value = isOpen ? closedGroups.value.filter((closed) => closed !== key) : [...closedGroups.value, key];
  localStorage.setItem(CLOSED_GROUPS, JSON.stringify(closedGroups.value));
}

/** The page looks as the person chose, on this device. */
export function applyPreferences(): void {
  const root = document.documentElement;
  effect(() => {
    if (theme.value === "auto") delete root.dataset["theme"];
    else root.dataset["theme"] = theme.value;
    root.dataset["size"] = textSize.value;
    root.dataset["density"] = density.value;
    localStorage.setItem("doanso.theme", theme.value);
    localStorage.setItem("doanso.size", textSize.value);
    localStorage.setItem("doanso.density", density.value);
  });
}
